import { expect, test } from 'vitest';
import { checkCondition, createCatalogue } from '../../../engine/rules/index.ts';
import { type Comparison, Condition } from '../../../schemas/index.ts';

const catalogue = createCatalogue({ customer: { sector: { type: 'text' } } });

const check = (condition: Condition) => checkCondition(condition, catalogue, '/entry/when');

function codes(
  fact: string,
  operator: Comparison['operator'],
  value: Comparison['value'],
): readonly string[] {
  return check({ fact, operator, value }).map((problem) => problem.code);
}

test('a condition of known facts, fitting operators and fitting values has no problem', () => {
  const condition: Condition = {
    all: [
      { fact: 'invoice.open', operator: 'greaterThanInclusive', value: '50.00' },
      { fact: 'invoice.daysLate', operator: 'lessThan', value: 30 },
      { any: [{ fact: 'invoice.due', operator: 'before', value: '2026-12-31' }] },
      { not: { fact: 'customer.tags', operator: 'contains', value: 'litige' } },
      { fact: 'customer.country', operator: 'in', value: ['FR', 'BE'] },
      { fact: 'customer.new', operator: 'equal', value: true },
      { fact: 'customer.custom.sector', operator: 'notEqual', value: 'public' },
    ],
  };

  expect(check(condition)).toEqual([]);
});

test('an unknown fact is named with the closest known one and its place', () => {
  const condition: Condition = {
    all: [
      { fact: 'invoice.open', operator: 'equal', value: '1.00' },
      { not: { fact: 'invoice.opne', operator: 'equal', value: '1.00' } },
    ],
  };

  expect(check(condition)).toEqual([
    {
      code: 'unknown-fact',
      message: '"invoice.opne" is no fact; did you mean "invoice.open"?',
      path: '/entry/when/all/1/not/fact',
    },
  ]);
});

test('an unknown custom field is told where to be declared', () => {
  expect(check({ fact: 'invoice.custom.kilometres', operator: 'equal', value: 1 })[0]?.message).toContain(
    'declare it under "customFields" in palier.json',
  );
});

test('an operator of another type is refused with those that fit', () => {
  expect(check({ fact: 'invoice.due', operator: 'lessThan', value: '2026-01-01' })).toEqual([
    {
      code: 'operator-not-for-type',
      message: '"lessThan" does not fit "invoice.due" (date); use equal, before, after',
      path: '/entry/when/operator',
    },
  ]);
});

test('a value of another type is refused with what would be accepted', () => {
  expect(check({ fact: 'invoice.open', operator: 'greaterThan', value: 900 })).toEqual([
    {
      code: 'value-not-for-type',
      message: '900 does not fit "invoice.open" (money); write an amount as a decimal string, like "1250.00"',
      path: '/entry/when/value',
    },
  ]);
  expect(codes('invoice.open', 'equal', '12,50')).toEqual(['value-not-for-type']);
  expect(codes('invoice.open', 'equal', '999999999999999.99')).toEqual(['value-not-for-type']);
  expect(codes('invoice.daysLate', 'equal', '30')).toEqual(['value-not-for-type']);
  expect(codes('customer.new', 'equal', 'true')).toEqual(['value-not-for-type']);
  expect(codes('customer.country', 'equal', ['FR'])).toEqual(['value-not-for-type']);
  expect(codes('customer.country', 'in', 'FR')).toEqual(['value-not-for-type']);
  expect(codes('customer.country', 'in', ['FR', 33])).toEqual(['value-not-for-type']);
  expect(codes('customer.country', 'equal', '')).toEqual(['value-not-for-type']);
  expect(codes('customer.tags', 'contains', ['litige'])).toEqual(['value-not-for-type']);
  expect(codes('invoice.due', 'before', 'demain')).toEqual(['value-not-for-type']);
});

test('a date that does not exist or lies outside 1900 to 2199 is absurd', () => {
  expect(codes('invoice.due', 'before', '2026-02-29')).toEqual(['absurd-date']);
  expect(codes('invoice.due', 'before', '0026-02-01')).toEqual(['absurd-date']);
  expect(codes('invoice.due', 'after', '9999-12-31')).toEqual(['absurd-date']);
});

test('an empty group, two groups in one and a mixture are no condition', () => {
  const comparison: Condition = { fact: 'customer.new', operator: 'equal', value: true };
  const both = { all: [comparison], not: comparison };
  const mixed = { ...comparison, any: [comparison] };

  expect(check({ all: [] }).map((problem) => problem.code)).toEqual(['condition-shape']);
  expect(check({ any: [{ any: [] }] })).toMatchObject([
    { code: 'condition-shape', path: '/entry/when/any/0' },
  ]);
  expect(check(both)).toMatchObject([{ code: 'condition-shape' }]);
  expect(check(mixed)).toMatchObject([{ code: 'condition-shape' }]);
  for (const wrong of [{ all: [] }, both, mixed, { ...comparison, path: '$.a' }]) {
    expect(Condition.safeParse(wrong).success).toBe(false);
  }
});
