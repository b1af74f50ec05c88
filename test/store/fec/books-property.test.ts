import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Db } from '../../../store/index.ts';
import { Books } from '../../server/import/fec/books.ts';
import { describeStores } from '../stores.ts';
import { importBooks } from './import-books.ts';
import { accountOf, openOf } from './read-ledger.ts';

const doing = fc.record({
  what: fc.constantFrom(
    'invoice',
    'invoice',
    'invoice',
    'payment',
    'payment',
    'creditNote',
    'rejection',
    'loss',
    'bill',
  ),
  customer: fc.constantFrom('C1', 'C2', 'C3'),
  year: fc.constantFrom(2025, 2026),
  day: fc.integer({ min: 1, max: 300 }),
  amount: fc.integer({ min: 1, max: 6 }).map((n) => n * 1111),
  piece: fc.constantFrom('F1', 'F2', 'F3', 'VIR', ''),
  lettering: fc.constantFrom('', '', '', 'A', 'B', 'a'),
} as const);
type Doing = typeof doing extends fc.Arbitrary<infer T> ? T : never;

function write(books: Books, { what, year, day, ...rest }: Doing): void {
  const on = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
  books[what]({ ...rest, on });
}

function balances(books: readonly Pick<Books, 'lines'>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { lines } of books)
    for (const { account, aux, amount } of lines)
      if (account === '411000') sums.set(aux, (sums.get(aux) ?? 0) + amount);
  return sums;
}

/** The second year opens with what the first one left, as one balance or line by line where nothing is lettered. */
function yearsOf(doings: readonly Doing[], detailed: boolean): readonly [Books, Books] {
  const first = new Books();
  for (const one of doings) if (one.year === 2025) write(first, one);
  const second = new Books();
  const open = first.lines.filter((line) => line.account === '411000' && line.lettering === '');
  const isWhole = !detailed || first.lines.some((line) => line.lettering !== '');
  const items = isWhole
    ? [...balances([first])].map(([customer, amount]) => ({ customer, on: '', piece: '', amount }))
    : open.map(({ aux, piece, amount, on }) => ({ customer: aux, on: '', piece, amount, pieceOn: on }));
  if (first.lines.length > 0)
    second.opening(
      '2026-01-01',
      items.filter((one) => one.amount !== 0),
    );
  for (const one of doings) if (one.year === 2026) write(second, one);
  return [first, second];
}

async function balanceOf(db: Db, customer: string, entity: string): Promise<number> {
  const open = await openOf(db, entity);
  const account = await accountOf(db, entity);
  return Object.entries(open).reduce(
    (sum, [key, amount]) => (key.startsWith(`${customer} `) ? sum + amount : sum),
    account[customer] ?? 0,
  );
}

describeStores('generated books', (store) => {
  it('read once, twice, or in two years in any order, each customer has its balance and no invoice more', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(doing, { maxLength: 14 }),
        fc.boolean(),
        fc.constantFrom('together', 'apart', 'backwards', 'twice'),
        async (doings, detailed, order) => {
          run += 1;
          const db = store().db;
          const entity = `e${run}`;
          const [first, second] = yearsOf(doings, detailed);
          const given = [first, second].filter((one) => one.lines.length > 0).map((books) => ({ books }));
          const rounds = {
            together: [given],
            apart: given.map((one) => [one]),
            backwards: given.toReversed().map((one) => [one]),
            twice: [given, given],
          }[order];

          let unequal = 0;
          for (const files of rounds) {
            if (files.length === 0) continue;
            const { proof } = await importBooks(db, files, { entity, source: `fec ${run}` });
            unequal += proof?.unequal ?? 1;
          }

          expect(unequal).toBe(0);
          const last = second.lines.length > 0 && first.lines.length > 0 ? [second] : [first, second];
          for (const customer of ['C1', 'C2', 'C3'])
            expect(await balanceOf(db, customer, entity)).toBe(balances(last).get(customer) ?? 0);
          const invoices = await db
            .selectFrom('invoice')
            .select(['open', 'amount'])
            .where('entity', '=', entity)
            .execute();
          expect(invoices.filter(({ open, amount }) => open < 0 || open > amount)).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  }, 120_000);
});
