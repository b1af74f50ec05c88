import { expect, it } from 'vitest';
import type { Store } from '../../../store/index.ts';
import {
  importBalance,
  importCustomers,
  importPayments,
  listSources,
  recordPayment,
  undoImport,
} from '../../../store/index.ts';
import { Books } from '../../server/import/fec/books.ts';
import { act, day, invoice, payment, start } from '../ledger-rows.ts';
import { describeStores } from '../stores.ts';
import { importBooks } from './import-books.ts';
import { accountOf, movementsOf, openOf } from './read-ledger.ts';

/** F1 is paid and lettered, F2 open, 30.00 lie on account. */
function yearOf2025(): Books {
  const books = new Books();
  books.invoice({ customer: 'C1', on: '2025-10-03', amount: 12_000, piece: 'F1', lettering: 'AA' });
  books.invoice({ customer: 'C1', on: '2025-12-05', amount: 6_000, piece: 'F2' });
  books.payment({ customer: 'C1', on: '2025-11-20', amount: 12_000, piece: 'V1', lettering: 'AA' });
  books.payment({ customer: 'C2', on: '2025-11-21', amount: 3_000, piece: 'V2' });
  return books;
}

/** F2 is paid in part, C1 gets F3. */
function yearOf2026(): Books {
  const books = new Books();
  books.opening('2026-01-01', [
    { customer: 'C1', on: '', piece: 'F2', pieceOn: '2025-12-05', amount: 6_000, lettering: 'a' },
    { customer: 'C2', on: '', piece: '', amount: -3_000 },
  ]);
  books.payment({ customer: 'C1', on: '2026-01-20', amount: 2_000, piece: 'V9', lettering: 'a' });
  books.invoice({ customer: 'C1', on: '2026-02-10', amount: 9_000, piece: 'F3' });
  return books;
}

describeStores('FEC', (store) => suite(store));

function suite(store: () => Store) {
  const db = () => store().db;

  it('customers, invoices, payments and what lies on account come from the lines', async () => {
    const result = await importBooks(db(), [{ books: yearOf2025() }]);

    expect(await openOf(db())).toEqual({ 'C1 F1': 0, 'C1 F2': 6_000 });
    expect(await accountOf(db())).toEqual({ C2: -3_000 });
    expect(await movementsOf(db(), 'F1')).toEqual([
      { kind: 'invoice', amount: 12_000, on: '2025-10-03' },
      { kind: 'payment', amount: -12_000, on: '2025-11-20' },
    ]);
    expect(result.proof).toEqual({
      ...{ equal: 2, unequal: 0, file: 3_000, ledger: 3_000 },
      customers: [
        { customer: 'C1', name: 'Société C1', file: 6_000, ledger: 6_000, elsewhere: 0 },
        { customer: 'C2', name: 'Société C2', file: -3_000, ledger: -3_000, elsewhere: 0 },
      ],
    });
    expect(result.unmatched.map(({ customer, amount }) => [customer, amount])).toEqual([['C2', -3_000]]);
  });

  it('invoices that came paid announce nothing', async () => {
    await importBooks(db(), [{ books: yearOf2025() }]);

    const told = await db().selectFrom('outbox').select('what').execute();
    expect(told).toEqual([{ what: 'refreshed' }]);
  });

  it('the same file twice changes nothing', async () => {
    await importBooks(db(), [{ books: yearOf2025() }]);
    const before = await db().selectFrom('movement').selectAll().orderBy('id').execute();

    const again = await importBooks(db(), [{ books: yearOf2025() }]);

    expect(await db().selectFrom('movement').selectAll().orderBy('id').execute()).toEqual(before);
    expect([again.lines?.added, again.lines?.unchanged, again.unchanged]).toEqual([0, 4, 2]);
  });

  it('two years together, one after the other, and the later one first come to the same', async () => {
    const years = [{ books: yearOf2025() }, { books: yearOf2026() }];
    const opens: unknown[] = [];
    for (const orders of [[years], [[years[0]], [years[1]]], [[years[1]], [years[0]]]]) {
      const source: string = `fec ${opens.length}`;
      const entity: string = `e${opens.length}`;
      let last = null;
      for (const files of orders)
        last = await importBooks(
          db(),
          files.flatMap((one) => one ?? []),
          { source, entity },
        );
      opens.push([await openOf(db(), entity), await accountOf(db(), entity), last?.proof?.unequal]);
    }

    const expected = [{ 'C1 F1': 0, 'C1 F2': 4_000, 'C1 F3': 9_000 }, { C2: -3_000 }, 0];
    expect(opens).toEqual([expected, expected, expected]);
  });

  it('an opening that carries the whole account doubles none of its customers, and closes nothing', async () => {
    const next = new Books();
    next.opening('2026-01-01', [{ customer: '', on: '', piece: '', amount: 3_000 }]);
    next.payment({ customer: 'C1', on: '2026-01-20', amount: 2_000, piece: 'F2' });

    const together = await importBooks(db(), [{ books: yearOf2025() }, { books: next }]);
    const apart = [{ books: yearOf2025() }, { books: next }].toReversed();
    let last = null;
    for (const one of apart) last = await importBooks(db(), [one], { entity: 'e', source: 'e' });

    const expected = { 'C1 F1': 0, 'C1 F2': 4_000 };
    expect([await openOf(db()), await accountOf(db())]).toEqual([expected, { C2: -3_000 }]);
    expect([together.proof?.unequal, together.proof?.file]).toEqual([0, 1_000]);
    expect(last?.proof?.unequal).toBe(0);
    expect(await openOf(db(), 'e')).toMatchObject(expected);
  });

  it('a later export of the year brings what is new, and tells what vanished', async () => {
    const early = new Books();
    early.invoice({ customer: 'C1', on: '2026-02-01', amount: 10_000, piece: 'F1' });
    early.invoice({ customer: 'C1', on: '2026-02-02', amount: 5_000, piece: 'F2' });
    early.payment({ customer: 'C1', on: '2026-02-20', amount: 777, piece: 'V1' });
    const late = new Books();
    late.invoice({ customer: 'C1', on: '2026-02-01', amount: 10_000, piece: 'F1', lettering: 'A' });
    late.invoice({ customer: 'C1', on: '2026-02-02', amount: 5_000, piece: 'F2' });
    late.purchase('2026-02-20', 1_000);
    late.payment({ customer: 'C1', on: '2026-03-02', amount: 10_000, piece: 'V2', lettering: 'A' });
    await importBooks(db(), [{ books: early }]);

    const result = await importBooks(db(), [{ books: late }], { at: start + day });

    expect(await openOf(db())).toEqual({ 'C1 F1': 0, 'C1 F2': 5_000 });
    expect(await accountOf(db())).toEqual({ C1: 0 });
    expect(result.lines?.vanished).toEqual([
      { customer: 'C1', entry: 'BQ 3', on: '2026-02-20', piece: 'V1', amount: -777 },
    ]);
    expect([result.settled, result.proof?.unequal]).toEqual([1, 0]);
  });

  it('an export older than the one that was read is not taken', async () => {
    const late = yearOf2025();
    late.payment({ customer: 'C1', on: '2025-12-30', amount: 6_000, piece: 'F2' });
    await importBooks(db(), [{ books: late }]);

    const older = await importBooks(db(), [{ books: yearOf2025() }]);

    expect([older.notes.outdated, older.proof]).toEqual([true, null]);
    expect(await openOf(db())).toEqual({ 'C1 F1': 0, 'C1 F2': 0 });
  });

  it('undoing brings back what the import before had made, and it may come again', async () => {
    await importBooks(db(), [{ books: yearOf2025() }]);
    const before = [await openOf(db()), await accountOf(db())];
    const second = await importBooks(db(), [{ books: yearOf2026() }]);
    const after = [await openOf(db()), await accountOf(db())];

    await undoImport(db(), second.importId ?? '', { ...act, at: start + day });
    const undone = [await openOf(db()), await accountOf(db())];
    const again = await importBooks(db(), [{ books: yearOf2026() }], { at: start + 2 * day });

    expect(undone).toEqual([{ ...before[0], 'C1 F3': 0 }, before[1]]);
    expect([await openOf(db()), await accountOf(db()), again.proof?.unequal]).toEqual([...after, 0]);
  });

  it('lines that a later export matched otherwise are matched as before when that one is undone', async () => {
    const guessed = new Books();
    guessed.invoice({ customer: 'C1', on: '2026-02-01', amount: 10_000, piece: 'F1' });
    guessed.invoice({ customer: 'C1', on: '2026-02-02', amount: 10_000, piece: 'F2' });
    guessed.payment({ customer: 'C1', on: '2026-02-20', amount: 10_000, piece: 'V1' });
    const lettered = {
      lines: guessed.lines.map((line) => ({
        ...line,
        lettering: ['F2', 'V1'].includes(line.piece) ? 'A' : '',
      })),
    };
    const first = await importBooks(db(), [{ books: guessed }]);
    const second = await importBooks(db(), [{ books: lettered }], { at: start + day });
    const matched = await openOf(db());

    const tooEarly = await undoImport(db(), first.importId ?? '', act);
    expect(tooEarly).toMatchObject({ refusal: { why: 'followed', later: [second.importId] } });
    await undoImport(db(), second.importId ?? '', act);
    const before = await openOf(db());
    const again = await importBooks(db(), [{ books: guessed }], { at: start + 2 * day });
    await undoImport(db(), again.importId ?? '', act);
    await undoImport(db(), first.importId ?? '', act);

    expect(matched).toEqual({ 'C1 F1': 10_000, 'C1 F2': 0 });
    expect(before).toEqual({ 'C1 F1': 0, 'C1 F2': 10_000 });
    expect(again.lines?.added).toBe(0);
    expect([await openOf(db()), await accountOf(db())]).toEqual([{ 'C1 F1': 0, 'C1 F2': 0 }, {}]);
  });

  it('what an aged balance told before is not doubled, and what a bank tells later neither', async () => {
    const books = new Books();
    books.invoice({ customer: 'C1', on: '2026-02-01', amount: 10_000, piece: 'F1' });
    books.payment({ customer: 'C1', on: '2026-02-20', amount: 4_000, piece: 'F1' });
    books.invoice({ customer: 'C1', on: '2026-02-02', amount: 5_000, piece: 'F2', lettering: 'B' });
    books.payment({ customer: 'C1', on: '2026-02-25', amount: 5_000, piece: 'V5', lettering: 'B' });
    const rows = [invoice('F1', 6_000, { amount: 10_000, dueOn: '2026-04-30' }), invoice('F2', 5_000)];
    await importBalance(db(), rows, { ...act, source: 'balance' });

    const result = await importBooks(db(), [{ books }], { at: start + day });
    await importPayments(db(), [payment('B1', 5_000, { invoice: 'F2', on: '2026-02-25' })], {
      ...act,
      source: 'bank',
      at: start + day,
    });

    expect(await openOf(db())).toEqual({ 'C1 F1': 6_000, 'C1 F2': 0 });
    expect(await accountOf(db())).toEqual({});
    expect(result.proof?.unequal).toBe(0);
    const kept = await db().selectFrom('invoice').select('due_on').where('number', '=', 'F1').execute();
    expect(kept).toEqual([{ due_on: '2026-04-30' }]);
  });

  it('a payment that the accounts do not have yet stands, and the proof says of what the difference is', async () => {
    const books = yearOf2025();
    await importBooks(db(), [{ books }]);
    const [f2] = await db().selectFrom('invoice').select('id').where('number', '=', 'F2').execute();
    await recordPayment(db(), { invoice: String(f2?.id), amount: 6_000, currency: 'EUR' }, act);

    const result = await importBooks(db(), [{ books }], { at: start + day });

    expect(await openOf(db())).toEqual({ 'C1 F1': 0, 'C1 F2': 0 });
    expect(result.proof?.customers[0]).toEqual({
      ...{ customer: 'C1', name: 'Société C1', file: 6_000, ledger: 0, elsewhere: -6_000 },
    });
  });

  it('due dates come from the customer’s term, else the default, else the law', async () => {
    const books = new Books();
    for (const customer of ['C1', 'C2'])
      books.invoice({ customer, on: '2026-01-15', amount: 10_000, piece: `F ${customer}` });
    const term = { custom: { term: 'fin de mois 45 jours' } };
    await importCustomers(db(), [{ entity: 'france', number: 'C1', ...term }], {
      ...act,
      source: 'customers',
    });
    const dueOn = async () =>
      (await db().selectFrom('invoice').select('due_on').orderBy('number').execute()).map(
        (one) => one.due_on,
      );

    const first = await importBooks(db(), [{ books }]);
    const byLaw = await dueOn();
    await importBooks(db(), [{ books }], { term: '45 jours fin de mois' });

    expect([byLaw, await dueOn()]).toEqual([
      ['2026-03-17', '2026-02-14'],
      ['2026-03-17', '2026-03-31'],
    ]);
    expect(first.terms).toEqual({ withoutTerm: 1, unreadable: new Set(), beyondMaximum: 0, undated: 0 });
  });

  it('a rejected payment in a later export opens its invoice again and says so', async () => {
    const books = new Books();
    books.invoice({ customer: 'C1', on: '2026-02-01', amount: 10_000, piece: 'F1' });
    books.payment({ customer: 'C1', on: '2026-02-20', amount: 10_000, piece: 'V1' });
    await importBooks(db(), [{ books }]);
    books.rejection({ customer: 'C1', on: '2026-02-25', amount: 10_000, piece: 'V1' });

    const result = await importBooks(db(), [{ books }], { at: start + day });

    expect([await openOf(db()), result.reopened]).toEqual([{ 'C1 F1': 10_000 }, 1]);
    const told = await db().selectFrom('outbox').select('what').where('invoice_id', 'is not', null).execute();
    expect(told).toEqual([{ what: 'reversed' }]);
  });

  it('a year that is over does not make the ledger fresh', async () => {
    await importBooks(db(), [{ books: yearOf2025(), file: '123456789FEC20251231.txt' }]);

    const [source] = await listSources(db());
    expect(source?.asOf).toBe(Date.parse('2025-12-31T23:59:59.999Z'));
  });

  it('a rehearsal shows the proof and changes nothing', async () => {
    const result = await importBooks(db(), [{ books: yearOf2025() }], { dryRun: true });

    expect([result.importId, result.created, result.proof?.equal]).toEqual([null, 2, 2]);
    expect(await openOf(db())).toEqual({});
  });
}
