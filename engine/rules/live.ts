/**
 * The second evaluator: every live decision is asked here too, and the run is held where the two
 * disagree. It shares with the compiled one only the reading of facts.
 *
 * json-rules-engine knows two truths, so a condition is asked twice: is it surely true, is it surely
 * false. Negations are pushed inwards to operators of the opposite meaning, and every operator of
 * ours is false for a missing value or one of another type. Neither true nor false is unknown.
 *
 * A new Engine each time: one that is shared loses rules when runs overlap.
 */
import {
  Engine,
  type NestedCondition,
  Operator as RuleOperator,
  type TopLevelCondition,
} from 'json-rules-engine';
import {
  type Comparison,
  type Condition,
  type InvoiceFacts,
  type Operator,
  parseAmount,
} from '../../schemas/index.ts';
import { parseDay } from '../calendar/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { Truth } from './explanation.ts';
import type { Fact, FactType, RuleContext } from './fact.ts';

const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

function typed<Value, Limit>(
  name: string,
  isValue: (value: unknown) => value is Value,
  isLimit: (limit: unknown) => limit is Limit,
  holds: (value: Value, limit: Limit) => boolean,
): RuleOperator {
  return new RuleOperator(name, (value, limit) => isValue(value) && isLimit(limit) && holds(value, limit));
}

/** Made anew for each Engine, which may change what it is given. */
function createOperators(): readonly RuleOperator[] {
  return [
    typed('number =', isNumber, isNumber, (value, limit) => value === limit),
    typed('number !=', isNumber, isNumber, (value, limit) => value !== limit),
    typed('number <', isNumber, isNumber, (value, limit) => value < limit),
    typed('number <=', isNumber, isNumber, (value, limit) => value <= limit),
    typed('number >', isNumber, isNumber, (value, limit) => value > limit),
    typed('number >=', isNumber, isNumber, (value, limit) => value >= limit),
    typed('text =', isText, isText, (value, limit) => value === limit),
    typed('text !=', isText, isText, (value, limit) => value !== limit),
    typed('text in', isText, isTexts, (value, limit) => limit.includes(value)),
    typed('text not in', isText, isTexts, (value, limit) => !limit.includes(value)),
    typed('list has', isTexts, isText, (value, limit) => value.includes(limit)),
    typed('list lacks', isTexts, isText, (value, limit) => !value.includes(limit)),
    typed('boolean =', isBoolean, isBoolean, (value, limit) => value === limit),
    typed('boolean !=', isBoolean, isBoolean, (value, limit) => value !== limit),
  ];
}

/** For each operator of a condition ours that holds, and ours that holds where it does not. */
const pairs: Readonly<Record<Operator, readonly [holds: string, fails: string]>> = {
  equal: ['=', '!='],
  notEqual: ['!=', '='],
  lessThan: ['<', '>='],
  lessThanInclusive: ['<=', '>'],
  greaterThan: ['>', '<='],
  greaterThanInclusive: ['>=', '<'],
  before: ['<', '>='],
  after: ['>', '<='],
  in: ['in', 'not in'],
  notIn: ['not in', 'in'],
  contains: ['has', 'lacks'],
  doesNotContain: ['lacks', 'has'],
};

const families: Readonly<Record<FactType, string>> = {
  money: 'number',
  number: 'number',
  date: 'number',
  text: 'text',
  list: 'list',
  boolean: 'boolean',
};

function factOf(name: string, catalogue: Catalogue): Fact {
  const fact = catalogue.get(name);
  if (fact === undefined) throw new RangeError(`"${name}" is no fact of the catalogue`);
  return fact;
}

function limitOf(fact: Fact, value: Comparison['value']): unknown {
  if (fact.type === 'money' && isText(value)) return parseAmount(value);
  if (fact.type === 'date' && isText(value)) return parseDay(value);
  return value;
}

/** The condition that is true where the given one surely has the wanted truth. */
function surely(wanted: boolean, condition: Condition, catalogue: Catalogue): NestedCondition {
  if ('fact' in condition) {
    const fact = factOf(condition.fact, catalogue);
    const operator = `${families[fact.type]} ${pairs[condition.operator][wanted ? 0 : 1]}`;
    return { fact: fact.name, operator, value: limitOf(fact, condition.value) };
  }
  if ('not' in condition) return surely(!wanted, condition.not, catalogue);
  const conditions = 'all' in condition ? condition.all : condition.any;
  const parts = conditions.map((part) => surely(wanted, part, catalogue));
  if (parts.length === 0) throw new RangeError('an empty group has no truth');
  return 'all' in condition === wanted ? { all: parts } : { any: parts };
}

function namesIn(condition: Condition): readonly string[] {
  if ('fact' in condition) return [condition.fact];
  if ('not' in condition) return namesIn(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(namesIn);
}

/**
 * Evaluates a condition with json-rules-engine: true, false, or null where a missing value leaves it
 * open.
 *
 * @throws RangeError for a fact that is not in the catalogue; check the condition first.
 */
export async function evaluateLive(
  condition: Condition,
  catalogue: Catalogue,
  facts: InvoiceFacts,
  context: RuleContext,
): Promise<Truth> {
  const engine = new Engine();
  for (const operator of createOperators()) engine.addOperator(operator);
  for (const name of new Set(namesIn(condition))) {
    engine.addFact(name, factOf(name, catalogue).read(facts, context));
  }
  for (const truth of [true, false]) {
    const conditions: TopLevelCondition = { all: [surely(truth, condition, catalogue)] };
    engine.addRule({ conditions, event: { type: String(truth) } });
  }
  const { events } = await engine.run();
  const found = events.map((event) => event.type === 'true');
  if (found.length > 1) throw new Error('a condition was found both true and false');
  return found[0] ?? null;
}
