import type { Comparison, Condition, InvoiceFacts } from '../../schemas/index.ts';
import type { Catalogue } from './catalogue.ts';
import { checkCondition } from './check.ts';
import { type Explanation, type Truth, writtenNumber } from './explanation.ts';
import type { Fact, FactOf, RuleContext } from './fact.ts';
import { numberLimit, textLimit } from './limit.ts';
import { listOperators, numberOperators, textOperators } from './operators.ts';

type Saw = Extract<Explanation, { readonly kind: 'comparison' }>['saw'];

/** A condition made ready to be asked millions of times. */
export interface CompiledCondition {
  /** True, false, or null where a missing value leaves it open (Kleene's three-valued logic). */
  readonly test: (facts: InvoiceFacts, context: RuleContext) => Truth;
  /** The same answer with every comparison and the value that it saw. */
  readonly explain: (facts: InvoiceFacts, context: RuleContext) => Explanation;
}

/** A comparison with one fact: how it is decided, and the same with what it saw, as it is written. */
interface Probe {
  readonly test: CompiledCondition['test'];
  readonly explain: (facts: InvoiceFacts, context: RuleContext, about: About) => Explanation;
}

/** What is the same in every explanation of a comparison. */
interface About extends Comparison {
  readonly type: Fact['type'];
}

/**
 * Compiles a condition to closures. They allocate nothing in `test`.
 *
 * @throws RangeError for a condition that {@link checkCondition} finds a problem in; check first.
 */
export function compileCondition(condition: Condition, catalogue: Catalogue): CompiledCondition {
  const problem = checkCondition(condition, catalogue, '')[0];
  if (problem !== undefined) throw new RangeError(`${problem.path}: ${problem.message}`);
  return compile(condition, catalogue);
}

function compile(condition: Condition, catalogue: Catalogue): CompiledCondition {
  if ('fact' in condition) return compileComparison(condition, catalogue);
  if ('not' in condition) return negation(compile(condition.not, catalogue));
  const [kind, conditions] =
    'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  return group(
    kind,
    conditions.map((part) => compile(part, catalogue)),
  );
}

function negation(part: CompiledCondition): CompiledCondition {
  const opposite = (truth: Truth): Truth => (truth === null ? null : !truth);
  return {
    test: (facts, context) => opposite(part.test(facts, context)),
    explain: (facts, context) => {
      const explanation = part.explain(facts, context);
      return { kind: 'not', truth: opposite(explanation.truth), part: explanation };
    },
  };
}

/** `all` is settled by the first false, `any` by the first true; else unknown wins over the rest. */
function group(kind: 'all' | 'any', parts: readonly CompiledCondition[]): CompiledCondition {
  const settling = kind === 'any';
  return {
    test: (facts, context) => {
      let truth: Truth = !settling;
      for (const part of parts) {
        const found = part.test(facts, context);
        if (found === settling) return settling;
        if (found === null) truth = null;
      }
      return truth;
    },
    explain: (facts, context) => {
      const explanations = parts.map((part) => part.explain(facts, context));
      let settled = false;
      let truth: Truth = !settling;
      for (const explanation of explanations) {
        if (explanation.truth === settling) settled = true;
        else if (explanation.truth === null) truth = null;
      }
      return { kind, truth: settled ? settling : truth, parts: explanations };
    },
  };
}

function compileComparison(comparison: Comparison, catalogue: Catalogue): CompiledCondition {
  const { fact: name, operator, value } = comparison;
  const fact = catalogue.get(name);
  const probe = fact === undefined ? null : probeOf(fact, comparison);
  if (fact === undefined || probe === null) throw new RangeError(`"${name}" cannot be compared; check first`);
  const about: About = { fact: name, type: fact.type, operator, value };
  return {
    test: probe.test,
    explain: (facts, context) => probe.explain(facts, context, about),
  };
}

function probeOf(fact: Fact, comparison: Comparison): Probe | null {
  switch (fact.type) {
    case 'money':
    case 'number':
    case 'date':
      return numberProbe(fact, comparison);
    case 'text':
      return probe(
        fact.read,
        textOperators[comparison.operator],
        textLimit(comparison.operator, comparison.value),
      );
    case 'list':
      return typeof comparison.value === 'string'
        ? probe(fact.read, listOperators[comparison.operator], comparison.value)
        : null;
    case 'boolean':
      return typeof comparison.value === 'boolean'
        ? probe(fact.read, (value, limit) => value === limit, comparison.value)
        : null;
    default:
      return fact satisfies never;
  }
}

function numberProbe(
  fact: FactOf<'money' | 'number' | 'date'>,
  { operator, value }: Comparison,
): Probe | null {
  const { type, read } = fact;
  const write = (seen: number) => writtenNumber(type, seen);
  return probe(read, numberOperators[operator], numberLimit(type, value), write);
}

function asItIs<Value>(value: Value): Value {
  return value;
}

function probe<Value extends Exclude<Saw, null>, Limit>(
  read: (facts: InvoiceFacts, context: RuleContext) => Value | null,
  compare: ((value: Value, limit: Limit) => boolean) | undefined,
  limit: Limit | null,
  write: (value: Value) => Exclude<Saw, null> = asItIs,
): Probe | null {
  if (compare === undefined || limit === null) return null;
  return {
    test: (facts, context) => {
      const value = read(facts, context);
      return value === null ? null : compare(value, limit);
    },
    explain: (facts, context, { fact, type, operator, value: wanted }) => {
      const value = read(facts, context);
      const truth = value === null ? null : compare(value, limit);
      const saw = value === null ? null : write(value);
      return { kind: 'comparison', truth, fact, type, operator, value: wanted, saw };
    },
  };
}
