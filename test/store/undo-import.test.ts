import { expect, it } from 'vitest';
import {
  gatherFacts,
  importBalance,
  importCustomers,
  importPayments,
  undoImport,
} from '../../store/index.ts';
import { happenings, openAmounts } from './happenings.ts';
import { act, compta, day, invoice, payment, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

const bank = { ...act, source: 'bank', at: start + day };
const later = { ...act, at: start + 3 * day };

describeStores('undoImport', (store) => {
  it('a rehearsal says what would move and changes nothing', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000), invoice('F2', 5_000)], compta);
    const rows = [payment('R1', 10_000, { invoice: 'F1' }), payment('R2', 2_000, { invoice: 'F2' })];
    const { importId } = await importPayments(db, [...rows, payment('R3', 300)], bank);

    const result = await undoImport(db, importId ?? '', later, { dryRun: true });

    expect(result).toMatchObject({
      ok: true,
      undone: {
        ...{ source: 'bank', kind: 'payments', movements: 3, onAccount: 1, closed: [] },
        reopened: [{ number: 'F1', before: { open: 0 }, after: { open: 10_000 } }],
        changed: [{ number: 'F2', before: { open: 3_000 }, after: { open: 5_000 } }],
      },
    });
    expect(await openAmounts(db)).toEqual({ F1: 0, F2: 3_000 });
    expect(await happenings(db)).toEqual(['paid 1', 'partly-paid 2']);
  });

  it('a balance that others of its source build on is undone after them', async () => {
    const { db } = store();
    const first = await importBalance(db, [invoice('F1', 10_000)], compta);
    const second = await importBalance(db, [invoice('F1', 4_000)], { ...compta, at: start + day });

    const early = await undoImport(db, first.importId ?? '', later);
    const one = await undoImport(db, second.importId ?? '', later);
    const two = await undoImport(db, first.importId ?? '', later);

    expect(early).toEqual({
      ok: false,
      refusal: { why: 'followed', later: [second.importId] },
    });
    expect([one.ok, two.ok]).toEqual([true, true]);
    expect(await openAmounts(db)).toEqual({ F1: 0 });
    expect((await gatherFacts(db, ['1'], later.at)).get('1')?.refreshedAt).toBeNull();
  });

  it('a balance is undone after a later one that moved no amount: it lists the invoices as open too', async () => {
    const { db } = store();
    const first = await importBalance(db, [invoice('F1', 10_000)], compta);
    const second = await importBalance(db, [invoice('F1', 10_000, { dueOn: '2026-03-15' })], {
      ...compta,
      at: start + day,
    });
    const old = await importBalance(db, [invoice('F1', 9_000)], { ...compta, asOf: start - day });

    const early = await undoImport(db, first.importId ?? '', later);
    const open = await openAmounts(db);
    const both = [second, first].map(async ({ importId }) => undoImport(db, importId ?? '', later));

    expect(early).toMatchObject({ refusal: { why: 'followed', later: [second.importId] } });
    expect([old.notes.outdated, open]).toEqual([true, { F1: 10_000 }]);
    expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('lists of payments stand each for itself', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const first = await importPayments(db, [payment('R1', 4_000, { invoice: 'F1' })], bank);
    await importPayments(db, [payment('R2', 6_000, { invoice: 'F1' })], { ...bank, at: start + 2 * day });

    const undone = await undoImport(db, first.importId ?? '', later);

    expect(undone).toMatchObject({ ok: true, undone: { reopened: [{ after: { open: 4_000 } }] } });
  });

  it('receipts are undone after a balance that has said since what is owed, whatever its source', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const wrong = await importPayments(db, [payment('R1', 4_000, { invoice: 'F1' })], bank);
    const old = await importBalance(db, [invoice('F1', 9_000)], {
      ...compta,
      source: 'old',
      asOf: start - day,
    });
    const newer = await importBalance(db, [invoice('F1', 10_000)], { ...compta, at: start + 2 * day });

    const early = await undoImport(db, wrong.importId ?? '', later);
    const open = await openAmounts(db);

    expect(old.importId).not.toBeNull();
    expect(early).toEqual({ ok: false, refusal: { why: 'followed', later: [newer.importId] } });
    expect(open).toEqual({ F1: 10_000 });
  });

  it('a balance is undone after receipts that it had shown', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const balance = await importBalance(db, [invoice('F1', 6_000)], { ...compta, at: start + day });
    const rows = [payment('R1', 4_000, { invoice: 'F1' })];
    const receipts = await importPayments(db, rows, { ...bank, at: start + 2 * day });

    const early = await undoImport(db, balance.importId ?? '', later);
    await undoImport(db, receipts.importId ?? '', later);
    await undoImport(db, balance.importId ?? '', later);
    await importPayments(db, rows, { ...bank, at: start + 4 * day });

    expect(early).toEqual({ ok: false, refusal: { why: 'followed', later: [receipts.importId] } });
    expect(await openAmounts(db)).toEqual({ F1: 6_000 });
  });

  it.each([['99'], ['x'], ['1; drop table import'], ['']])('there is no import %j', async (id) => {
    expect(await undoImport(store().db, id, later)).toEqual({ ok: false, refusal: { why: 'unknown' } });
  });

  it('customers are not undone', async () => {
    const { db } = store();
    const { importId } = await importCustomers(db, [{ entity: 'france', number: 'C1' }], compta);

    expect(await undoImport(db, importId ?? '', later)).toEqual({
      ok: false,
      refusal: { why: 'customers' },
    });
  });

  it('a payment that was undone keeps no snapshot from being taken', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const { importId } = await importPayments(db, [payment('R1', 4_000, { invoice: 'F1' })], bank);
    await undoImport(db, importId ?? '', { ...act, at: start + 4 * day });

    const result = await importBalance(db, [invoice('F1', 7_000)], {
      ...compta,
      ...{ at: start + 4 * day, asOf: start + 2 * day },
    });

    expect(result.notes.leftAlone).toEqual([]);
    expect(await openAmounts(db)).toEqual({ F1: 7_000 });
  });
});
