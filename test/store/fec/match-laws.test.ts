import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KeptLine } from '../../../store/fec/item.ts';
import { matchCustomer } from '../../../store/fec/match-customer.ts';
import { line } from './kept-line.ts';

const amounts = fc.integer({ min: 1, max: 5 }).map((n) => n * 1000);
const sorts = fc.constantFrom<KeptLine['sort']>(
  'invoice',
  'invoice',
  'payment',
  'payment',
  'credit',
  'reversal',
  'loss',
);
const days = fc.integer({ min: 0, max: 350 });
const events = fc.array(
  fc.record({
    sort: sorts,
    day: days,
    amount: amounts,
    year: fc.constantFrom(2025, 2026),
    piece: fc.constantFrom('', 'F1', 'F2', 'F3', '001'),
    lettering: fc.constantFrom('', '', '', 'A', 'B', 'a'),
  }),
  { maxLength: 25 },
);
const openings = fc.array(
  fc.record({
    amount: fc.integer({ min: -5, max: 5 }).map((n) => n * 1000),
    piece: fc.constantFrom('', 'F1', 'F2'),
  }),
  { maxLength: 4 },
);

function dayOf(year: number, day: number): string {
  return new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
}

it('whatever the lines: their movements sum up to the account, and no invoice is open beyond its amount', () => {
  fc.assert(
    fc.property(events, openings, (some, opening) => {
      const lines = [
        ...some.map(({ sort, day, amount, year, piece, lettering }) =>
          line(sort, dayOf(year, day), ['invoice', 'reversal'].includes(sort) ? amount : -amount, {
            piece,
            lettering,
          }),
        ),
        ...opening
          .filter((one) => one.amount !== 0)
          .map(({ amount, piece }) => line('opening', '2026-01-01', amount, { piece })),
      ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
      const starts = opening.some((one) => one.amount !== 0) ? ['2026-01-01'] : [];

      const { invoices, movements } = matchCustomer(lines, starts);

      const since = starts[0] ?? '';
      const balance = lines.reduce((sum, one) => (one.on >= since ? sum + one.amount : sum), 0);
      expect(movements.reduce((sum, one) => sum + one.amount, 0)).toBe(balance);
      for (const { number, amount } of invoices) {
        const open = movements
          .filter((one) => one.invoice === number)
          .reduce((sum, one) => sum + one.amount, 0);
        expect(open).toBeGreaterThanOrEqual(0);
        expect(open).toBeLessThanOrEqual(amount);
      }
    }),
    { numRuns: 1000 },
  );
});
