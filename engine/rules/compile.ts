import type { Comparison, Condition, InvoiceFacts } from '../../schemas/index.ts';
import type { Catalogue } from './catalogue.ts';
import { checkCondition } from './check.ts';
import { type Explanation, type Truth, writtenNumber } from './explanation.ts';
import type { Fact, RuleContext } from './fact.ts';
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
  const made =
    fact === undefined ? null : compileWith(fact, { fact: name, type: fact.type, operator, value });
  if (made === null) throw new RangeError(`"${name}" cannot be compared; check first`);
  return made;
}

function compileWith(fact: Fact, about: About): CompiledCondition | null {
  const { operator, value } = about;
  switch (fact.type) {
    case 'money':
    case 'number':
    case 'date': {
      const { type, read } = fact;
      const write = type === 'number' ? asItIs : (seen: number) => writtenNumber(type, seen);
      return compare(about, read, numberOperators[operator], numberLimit(type, value), write);
    }
    case 'text':
      return compare(about, fact.read, textOperators[operator], textLimit(operator, value));
    case 'list':
      return compare(about, fact.read, listOperators[operator], typeof value === 'string' ? value : null);
    case 'boolean':
      return compare(about, fact.read, isEqual, typeof value === 'boolean' ? value : null);
    default:
      return fact satisfies never;
  }
}

function isEqual(value: boolean, limit: boolean): boolean {
  return value === limit;
}

function asItIs<Value>(value: Value): Value {
  return value;
}

/** A comparison that reads its fact once; null where the operator or the limit does not fit. */
function compare<Value extends Exclude<Saw, null>, Limit>(
  { fact, type, operator, value: wanted }: About,
  read: (facts: InvoiceFacts, context: RuleContext) => Value | null,
  holds: ((value: Value, limit: Limit) => boolean) | undefined,
  limit: Limit | null,
  write: (value: Value) => Exclude<Saw, null> = asItIs,
): CompiledCondition | null {
  if (holds === undefined || limit === null) return null;
  return {
    test: (facts, context) => {
      const value = read(facts, context);
      return value === null ? null : holds(value, limit);
    },
    explain: (facts, context) => {
      const value = read(facts, context);
      const truth = value === null ? null : holds(value, limit);
      const saw = value === null ? null : write(value);
      return { kind: 'comparison', truth, fact, type, operator, value: wanted, saw };
    },
  };
}
