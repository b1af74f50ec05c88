import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { type Db, type Store, undoImport, verifyStore } from '../../../store/index.ts';
import { Books } from '../../server/import/fec/books.ts';
import { act, day, start } from '../ledger-rows.ts';
import { describeStores } from '../stores.ts';
import { importBooks } from './import-books.ts';
import { accountOf, openOf } from './read-ledger.ts';

describeStores('later FECs', (store) => suite(store));

/** Two invoices of one amount and a payment, whose lettering says which it pays. */
function yearOf2025(paid: 'F1' | 'F2' | null): Books {
  const books = new Books();
  const lettered = (piece: string) => (paid === piece ? { lettering: 'A' } : {});
  books.invoice({ customer: 'C1', on: '2025-10-01', amount: 10_000, piece: 'F1', ...lettered('F1') });
  books.invoice({ customer: 'C1', on: '2025-10-02', amount: 10_000, piece: 'F2', ...lettered('F2') });
  const letter = paid === null ? {} : { lettering: 'A' };
  books.payment({ customer: 'C1', on: '2025-10-20', amount: 10_000, piece: 'V1', ...letter });
  return books;
}

function yearOf2026(): Books {
  const books = new Books();
  books.opening('2026-01-01', [{ customer: 'C1', on: '', piece: 'F1', amount: 10_000 }]);
  books.payment({ customer: 'C1', on: '2026-01-20', amount: 2_000, piece: 'F1' });
  return books;
}

async function brokenOf(db: Db) {
  const verdicts = await verifyStore(db);
  return verdicts.flatMap(({ name, offenders }) => (offenders.length > 0 ? [[name, ...offenders]] : []));
}

function suite(store: () => Store) {
  const db = () => store().db;

  it('leave the store whole: another lettering, years in reverse order, one undone and taken again', async () => {
    await importBooks(db(), [{ books: yearOf2026() }]);
    await importBooks(db(), [{ books: yearOf2025(null) }], { at: start + day });
    const reversed = await brokenOf(db());
    const lettered = await importBooks(db(), [{ books: yearOf2025('F2') }], { at: start + 2 * day });
    const replaced = await brokenOf(db());
    await undoImport(db(), lettered.importId ?? '', { ...act, at: start + 3 * day });
    const undone = await brokenOf(db());
    await importBooks(db(), [{ books: yearOf2025('F2') }], { at: start + 4 * day });

    const { rows: taken } = await sql<{ count: number }>`
      select count(*) as count from movement where undone_at is not null and reverses is null`.execute(db());
    expect(taken[0]?.count).toBeGreaterThan(0);
    expect([reversed, replaced, undone, await brokenOf(db())]).toEqual([[], [], [], []]);
  });

  it('an account used with auxiliary accounts and without keeps both apart, year after year', async () => {
    const first = new Books();
    first.invoice({ customer: '', on: '2025-10-01', amount: 10_000, piece: 'D1' });
    first.invoice({ customer: 'C1', on: '2025-10-02', amount: 5_000, piece: 'F1' });
    const second = new Books();
    second.opening('2026-01-01', [
      { customer: '', on: '', piece: '', amount: 10_000 },
      { customer: 'C1', on: '', piece: 'F1', amount: 5_000 },
    ]);
    second.payment({ customer: '', on: '2026-01-20', amount: 4_000, piece: 'D1' });
    const [one, two] = [{ books: first }, { books: second }];
    const found: unknown[] = [];
    for (const [entity, order] of Object.entries({ a: [[one, two]], b: [[one], [two]], c: [[two], [one]] })) {
      let last = null;
      for (const files of order) last = await importBooks(db(), files, { entity, source: entity });
      const owed = { ...(await openOf(db(), entity)), ...(await accountOf(db(), entity)) };
      found.push([Object.entries(owed).filter(([, amount]) => amount !== 0), last?.proof?.unequal]);
    }

    const expected = [Object.entries({ '411000 D1': 6_000, 'C1 F1': 5_000 }), 0];
    expect(found).toEqual([expected, expected, expected]);
  });

  it('a movement of a FEC that is undone without a counterpart is found', async () => {
    const { importId } = await importBooks(db(), [{ books: yearOf2025(null) }]);

    await sql`update movement set undone_at = 1 where kind = 'payment'`.execute(db());

    expect(await brokenOf(db())).toEqual([['undone-import', importId]]);
  });
}
