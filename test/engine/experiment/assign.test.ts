import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignVariant, uniformOf } from '../../../engine/experiment/index.ts';

const variants = [
  { name: 'J+5', weight: 1, next: 'a' },
  { name: 'J+7', weight: 2, next: 'b' },
  { name: 'J+9', weight: 1, next: 'c' },
] as const;

/** SHA-256 of another implementation: first 52 bits over 2^52. */
const vectors: readonly (readonly [string, number])[] = [
  ['customer-1:exp-a', 0.2772243689324607],
  ['customer-2:exp-a', 0.9953963656393281],
  ['é€𝒳-ünïcode', 0.24313046926567905],
  ['ACME SARL', 0.206964835312196],
  ['C042', 0.7139303694295924],
];

test.each(vectors)('the number of "%s" is %d', (text, number) => {
  expect(uniformOf(text)).toBe(number);
});

test('a customer’s number is that of customer and experiment', () => {
  const of = (customer: string) => assignVariant({ experiment: 'exp-a', customer, variants }).name;

  expect([of('customer-1'), of('customer-2')]).toEqual(['J+7', 'J+9']);
});

test('the same question has the same answer', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (experiment, customer) => {
      const first = assignVariant({ experiment, customer, variants });

      expect(variants).toContain(first);
      expect(assignVariant({ experiment, customer, variants: [...variants] })).toBe(first);
    }),
  );
});

test('customers are divided by weight, and anew for another experiment', () => {
  const count = 40_000;
  const names = (experiment: string) =>
    Array.from(
      { length: count },
      (_, index) => assignVariant({ experiment, customer: `C${index}`, variants }).name,
    );
  const first = names('exp-a');
  const second = names('exp-b');
  const share = (matches: (name: string, index: number) => boolean) => first.filter(matches).length / count;

  const isNear = (found: number, expected: number) => Math.abs(found - expected) < 0.01;
  expect(
    isNear(
      share((name) => name === 'J+5'),
      0.25,
    ),
  ).toBe(true);
  expect(
    isNear(
      share((name) => name === 'J+7'),
      0.5,
    ),
  ).toBe(true);
  expect(
    isNear(
      share((name) => name === 'J+9'),
      0.25,
    ),
  ).toBe(true);
  expect(
    isNear(
      share((name, index) => name === second[index]),
      0.375,
    ),
  ).toBe(true);
});

test('only the share of a weight counts', () => {
  const tenfold = variants.map((variant) => ({ ...variant, weight: variant.weight * 10 }));

  for (let index = 0; index < 1000; index += 1) {
    const customer = `C${index}`;
    const name = assignVariant({ experiment: 'exp-a', customer, variants }).name;

    expect(assignVariant({ experiment: 'exp-a', customer, variants: tenfold }).name).toBe(name);
  }
});

test('no variants and weights that are not positive are thrown', () => {
  const assign = (weights: readonly number[]) =>
    assignVariant({
      experiment: 'exp-a',
      customer: 'C1',
      variants: weights.map((weight) => ({ name: String(weight), weight })),
    });

  for (const weights of [[], [0, 1], [1, -1], [Number.NaN, 1]])
    expect(() => assign(weights)).toThrow(RangeError);
});
