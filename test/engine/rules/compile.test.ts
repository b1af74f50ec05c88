import { expect, test } from 'vitest';
import { parseDay } from '../../../engine/calendar/index.ts';
import { compileCondition, createCatalogue } from '../../../engine/rules/index.ts';
import type { Comparison, Condition } from '../../../schemas/index.ts';
import { sampleFacts } from './sample-facts.ts';

const catalogue = createCatalogue(undefined);
const context = { today: parseDay('2026-03-01') ?? Number.NaN };
const facts = sampleFacts({ customer: { country: null, tags: ['vip', 'sud'] } });

const ask = (condition: Condition) => compileCondition(condition, catalogue).test(facts, context);
const compare = (fact: string, operator: Comparison['operator'], value: Comparison['value']) =>
  ask({ fact, operator, value });

const yes: Condition = { fact: 'invoice.currency', operator: 'equal', value: 'EUR' };
const no: Condition = { fact: 'invoice.currency', operator: 'equal', value: 'CHF' };
const unknown: Condition = { fact: 'customer.country', operator: 'equal', value: 'FR' };

test('amounts are compared to the cent', () => {
  expect(compare('invoice.open', 'greaterThan', '12480.49')).toBe(true);
  expect(compare('invoice.open', 'greaterThan', '12480.5')).toBe(false);
  expect(compare('invoice.open', 'greaterThanInclusive', '12480.50')).toBe(true);
  expect(compare('invoice.open', 'lessThan', '12480.51')).toBe(true);
  expect(compare('invoice.open', 'lessThanInclusive', '12480.49')).toBe(false);
  expect(compare('invoice.open', 'notEqual', '12480.50')).toBe(false);
});

test('dates, texts, lists and yes or no have their own operators', () => {
  expect(compare('invoice.due', 'before', '2026-02-16')).toBe(true);
  expect(compare('invoice.due', 'before', '2026-02-15')).toBe(false);
  expect(compare('invoice.due', 'after', '2026-02-14')).toBe(true);
  expect(compare('invoice.due', 'equal', '2026-02-15')).toBe(true);
  expect(compare('invoice.currency', 'in', ['CHF', 'EUR'])).toBe(true);
  expect(compare('invoice.currency', 'notIn', ['CHF', 'EUR'])).toBe(false);
  expect(compare('customer.tags', 'contains', 'sud')).toBe(true);
  expect(compare('customer.tags', 'doesNotContain', 'sud')).toBe(false);
  expect(compare('customer.new', 'equal', false)).toBe(true);
});

test('a missing value is unknown under every operator', () => {
  expect(compare('customer.country', 'equal', 'FR')).toBeNull();
  expect(compare('customer.country', 'notEqual', 'FR')).toBeNull();
  expect(compare('customer.country', 'notIn', ['FR'])).toBeNull();
  expect(ask({ not: unknown })).toBeNull();
});

test('groups follow Kleene’s tables', () => {
  const truths: readonly (readonly [Condition, boolean | null])[] = [
    [yes, true],
    [no, false],
    [unknown, null],
  ];
  const rank = (truth: boolean | null) => (truth === null ? 1 : truth ? 2 : 0);

  for (const [left, a] of truths) {
    for (const [right, b] of truths) {
      expect(ask({ all: [left, right] })).toBe(rank(a) < rank(b) ? a : b);
      expect(ask({ any: [left, right] })).toBe(rank(a) > rank(b) ? a : b);
    }
  }
});

test('the explanation is the tree with what each comparison saw, in the writing of conditions', () => {
  const condition: Condition = {
    all: [
      { fact: 'invoice.open', operator: 'greaterThan', value: '5000.00' },
      { not: { fact: 'invoice.due', operator: 'after', value: '2026-01-01' } },
      { any: [unknown, { fact: 'customer.tags', operator: 'contains', value: 'sud' }] },
    ],
  };

  const explanation = compileCondition(condition, catalogue).explain(facts, context);

  expect(JSON.parse(JSON.stringify(explanation))).toEqual({
    kind: 'all',
    truth: false,
    parts: [
      {
        kind: 'comparison',
        truth: true,
        fact: 'invoice.open',
        type: 'money',
        operator: 'greaterThan',
        value: '5000.00',
        saw: '12480.50',
      },
      {
        kind: 'not',
        truth: false,
        part: {
          kind: 'comparison',
          truth: true,
          fact: 'invoice.due',
          type: 'date',
          operator: 'after',
          value: '2026-01-01',
          saw: '2026-02-15',
        },
      },
      {
        kind: 'any',
        truth: true,
        parts: [
          {
            kind: 'comparison',
            truth: null,
            fact: 'customer.country',
            type: 'text',
            operator: 'equal',
            value: 'FR',
            saw: null,
          },
          {
            kind: 'comparison',
            truth: true,
            fact: 'customer.tags',
            type: 'list',
            operator: 'contains',
            value: 'sud',
            saw: ['vip', 'sud'],
          },
        ],
      },
    ],
  });
});

test('a condition with a problem does not compile', () => {
  expect(() => compileCondition({ all: [] }, catalogue)).toThrow(RangeError);
  expect(() => compileCondition({ fact: 'x', operator: 'equal', value: 1 }, catalogue)).toThrow(RangeError);
});
