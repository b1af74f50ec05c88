import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fnv1a, parseDuration, spread } from '../../../engine/calendar/index.ts';

/** Published vectors of FNV-1a, and texts outside ASCII hashed by a second implementation. */
const vectors: readonly (readonly [string, number])[] = [
  ['', 2_166_136_261],
  ['a', 3_826_002_220],
  ['foobar', 3_214_735_720],
  ['customer-1:exp-a', 2_250_237_224],
  ['customer-2:exp-a', 440_805_461],
  ['é€𝒳-ünïcode', 665_207_486],
  ['ACME SARL', 3_907_571_183],
  ['C042', 3_678_361_516],
];

test.each(vectors)('the hash of "%s" is %i', (text, hash) => {
  expect(fnv1a(text)).toBe(hash);
});

test('a spread is whole minutes, below the duration, and the same each time', () => {
  const duration = parseDuration('20 minutes');

  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (customer) => {
      const first = spread(customer, duration);

      expect(first % 60_000).toBe(0);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first).toBeLessThan(20 * 60_000);
      expect(spread(customer, duration)).toBe(first);
    }),
  );
});

test('customers are spread over all minutes about evenly', () => {
  const counts = new Map<number, number>();

  for (let customer = 0; customer < 20_000; customer += 1) {
    const minute = spread(`C${customer}`, parseDuration('20 minutes')) / 60_000;
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }

  expect(counts.size).toBe(20);
  expect(Math.min(...counts.values())).toBeGreaterThan(800);
  expect(Math.max(...counts.values())).toBeLessThan(1200);
});

test('no time to spread over is no spread', () => {
  expect(spread('C042', parseDuration('0 minutes'))).toBe(0);
});
