import type { Operator } from '../../schemas/index.ts';
import type { FactType } from './fact.ts';

type Compare<Value, Limit = Value> = (value: Value, limit: Limit) => boolean;

/** On numbers, amounts in minor units, and days. */
export const numberOperators: Readonly<Partial<Record<Operator, Compare<number>>>> = {
  equal: (value, limit) => value === limit,
  notEqual: (value, limit) => value !== limit,
  lessThan: (value, limit) => value < limit,
  lessThanInclusive: (value, limit) => value <= limit,
  greaterThan: (value, limit) => value > limit,
  greaterThanInclusive: (value, limit) => value >= limit,
  before: (value, limit) => value < limit,
  after: (value, limit) => value > limit,
};

/** On one text against the texts written; a single one for `equal`. */
export const textOperators: Readonly<Partial<Record<Operator, Compare<string, ReadonlySet<string>>>>> = {
  equal: (value, accepted) => accepted.has(value),
  notEqual: (value, accepted) => !accepted.has(value),
  in: (value, accepted) => accepted.has(value),
  notIn: (value, accepted) => !accepted.has(value),
};

export const listOperators: Readonly<Partial<Record<Operator, Compare<readonly string[], string>>>> = {
  contains: (values, wanted) => values.includes(wanted),
  doesNotContain: (values, wanted) => !values.includes(wanted),
};

const ordering = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const;

/** Which operators fit a fact, by its type. */
export const operatorsOf: Readonly<Record<FactType, readonly Operator[]>> = {
  money: ordering,
  number: ordering,
  date: ['equal', 'before', 'after'],
  text: ['equal', 'notEqual', 'in', 'notIn'],
  list: ['contains', 'doesNotContain'],
  boolean: ['equal'],
};
