import fc from 'fast-check';
import { Engine } from 'json-rules-engine';
import { expect, test } from 'vitest';
import { checkCondition, compileCondition, createCatalogue } from '../../../engine/rules/index.ts';
import { evaluateLive } from '../../../engine/rules/live.ts';
import type { Comparison, Condition, InvoiceFacts } from '../../../schemas/index.ts';
import { sampleFacts } from './sample-facts.ts';

const catalogue = createCatalogue({
  invoice: { project: { type: 'text' }, deposit: { type: 'money' }, signedOn: { type: 'date' } },
  customer: { score: { type: 'number' }, strategic: { type: 'boolean' } },
});
const context = { today: 20_500, currency: 'EUR' };

const ask = (condition: Condition, facts: InvoiceFacts) => evaluateLive(condition, catalogue, facts, context);

const large: Condition = { fact: 'invoice.open', operator: 'greaterThan', value: '1000.00' };
const french: Condition = { fact: 'customer.country', operator: 'equal', value: 'FR' };

/** The library as it comes, to show that each trap is there. */
async function askPlain(conditions: object, facts: Readonly<Record<string, unknown>>): Promise<boolean> {
  const engine = new Engine();
  engine.addRule({ conditions: conditions as { all: [] }, event: { type: 'yes' } });
  return (await engine.run({ ...facts })).events.length > 0;
}

test('an amount of 900 is not greater than 1000, though the library’s texts are', async () => {
  const plain = { all: [{ fact: 'open', operator: 'greaterThan', value: '1000' }] };

  expect(await askPlain(plain, { open: '900' })).toBe(true);
  expect(await ask(large, sampleFacts({ invoice: { open: 90_000 } }))).toBe(false);
  expect(await ask(large, sampleFacts({ invoice: { open: 100_001 } }))).toBe(true);
});

test('a date is after another, though never in the library', async () => {
  const after: Condition = { fact: 'invoice.due', operator: 'after', value: '2026-01-31' };
  const plain = { all: [{ fact: 'due', operator: 'greaterThan', value: new Date('2026-01-31') }] };

  expect(await askPlain(plain, { due: new Date('2026-02-15') })).toBe(false);
  expect(await ask(after, sampleFacts())).toBe(true);
  expect(await ask({ not: after }, sampleFacts())).toBe(false);
});

test('an empty group is refused, though it matches in the library', async () => {
  expect(await askPlain({ all: [] }, {})).toBe(true);
  await expect(ask({ all: [] }, sampleFacts())).rejects.toThrow(RangeError);
});

test('an absent fact leaves another branch of any to decide, though the library fails', async () => {
  const plain = {
    any: [
      { fact: 'country', operator: 'equal', value: 'FR' },
      { fact: 'open', operator: 'equal', value: 5 },
    ],
  };
  const facts = sampleFacts({ customer: { country: null } });

  await expect(askPlain(plain, { open: 5 })).rejects.toThrow();
  expect(await ask({ any: [french, large] }, facts)).toBe(true);
  expect(await ask({ all: [french, large] }, facts)).toBeNull();
  expect(await ask({ not: { any: [french, { not: large }] } }, facts)).toBeNull();
});

test('an empty text is no number, though it compares as zero in the library', async () => {
  const plain = { all: [{ fact: 'score', operator: 'lessThan', value: '' }] };
  const below: Condition = { fact: 'customer.custom.score', operator: 'lessThan', value: 10 };
  const facts = sampleFacts({ customer: { custom: { score: '' }, country: '' } });

  expect(await askPlain(plain, { score: -1 })).toBe(true);
  expect(checkCondition({ ...below, value: '' }, catalogue, '')).toMatchObject([
    { code: 'value-not-for-type' },
  ]);
  expect(await ask({ ...below, value: '' }, sampleFacts({ customer: { custom: { score: -1 } } }))).toBeNull();
  expect(await ask(below, facts)).toBeNull();
  expect(await ask(french, facts)).toBeNull();
});

test('many conditions at once do not disturb each other', async () => {
  const amounts = Array.from({ length: 200 }, (_, index) => index * 1000);

  const truths = await Promise.all(amounts.map((open) => ask(large, sampleFacts({ invoice: { open } }))));

  expect(truths).toEqual(amounts.map((open) => open > 100_000));
});

test('an unknown fact is thrown', async () => {
  await expect(ask({ fact: 'x', operator: 'equal', value: 1 }, sampleFacts())).rejects.toThrow(RangeError);
});

const amounts = fc.constantFrom(-1, 0, 1, 99, 100, 1000, 1_248_050);
const texts = fc.constantFrom('EUR', 'CHF', 'fr', '');
const dates = fc.constantFrom('2026-02-14', '2026-02-15', '2025-02-16', '2026-02-30');
const tags = fc.subarray(['vip', 'litige', 'sud']);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const anyField = fc.oneof(amounts, texts, dates, fc.boolean());

const factsArbitrary: fc.Arbitrary<InvoiceFacts> = fc
  .record({
    invoice: fc.record({
      open: amounts,
      dueOn: orNull(dates),
      issuedOn: orNull(dates),
      currency: fc.constantFrom('EUR', 'EUR', 'CHF'),
      tags,
      custom: fc.dictionary(fc.constantFrom('project', 'deposit', 'signedOn'), anyField),
    }),
    customer: fc.record({
      country: orNull(texts),
      segment: orNull(texts),
      averageDelay: orNull(fc.constantFrom(-1, 0, 12.5)),
      firstInvoiceOn: orNull(dates),
      tags,
      custom: fc.dictionary(fc.constantFrom('score', 'strategic'), anyField),
    }),
  })
  .map(sampleFacts);

const inequalities = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const;
const ordering = fc.constantFrom('equal', 'notEqual', ...inequalities);
const someTexts = fc.constantFrom('EUR', 'CHF', 'fr');

function comparing(
  names: readonly string[],
  operator: fc.Arbitrary<Comparison['operator']>,
  value: fc.Arbitrary<Comparison['value']>,
): fc.Arbitrary<Condition> {
  return fc.record({ fact: fc.constantFrom(...names), operator, value });
}

const comparison = fc.oneof(
  comparing(
    ['invoice.open', 'invoice.custom.deposit'],
    ordering,
    fc.constantFrom('-0.01', '0', '0.01', '0.99', '1.0', '10', '12480.50'),
  ),
  comparing(
    ['invoice.daysLate', 'customer.averageDelay', 'customer.custom.score'],
    ordering,
    fc.constantFrom(-1, 0, 1, 12.5, 100),
  ),
  comparing(
    ['invoice.due', 'invoice.issued', 'invoice.custom.signedOn'],
    fc.constantFrom('equal', 'before', 'after'),
    fc.constantFrom('2026-02-14', '2026-02-15', '2026-02-16'),
  ),
  comparing(
    ['customer.country', 'customer.segment', 'invoice.currency', 'invoice.custom.project'],
    fc.constantFrom('equal', 'notEqual'),
    someTexts,
  ),
  comparing(
    ['customer.country', 'customer.segment', 'invoice.currency', 'invoice.custom.project'],
    fc.constantFrom('in', 'notIn'),
    fc.array(someTexts, { minLength: 1, maxLength: 3 }),
  ),
  comparing(
    ['invoice.tags', 'customer.tags'],
    fc.constantFrom('contains', 'doesNotContain'),
    fc.constantFrom('vip', 'litige', 'nord'),
  ),
  comparing(
    ['customer.new', 'dispute.open', 'customer.custom.strategic'],
    fc.constant('equal' as const),
    fc.boolean(),
  ),
);

const { condition } = fc.letrec<{ condition: Condition; group: Condition }>((tie) => ({
  condition: fc.oneof({ maxDepth: 4, withCrossShrink: true }, comparison, tie('group')),
  group: fc.oneof(
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

test('the two evaluators and the explanation always agree', async () => {
  const seen = new Map<boolean | null, number>();

  await fc.assert(
    fc.asyncProperty(condition, factsArbitrary, async (asked, facts) => {
      const compiled = compileCondition(asked, catalogue);
      const truth = compiled.test(facts, context);
      seen.set(truth, (seen.get(truth) ?? 0) + 1);

      expect(await ask(asked, facts)).toBe(truth);
      expect(compiled.explain(facts, context).truth).toBe(truth);
    }),
    { numRuns: 3000 },
  );

  expect(Math.min(...[true, false, null].map((truth) => seen.get(truth) ?? 0))).toBeGreaterThan(100);
});
