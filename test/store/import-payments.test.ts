import { expect, it } from 'vitest';
import { gatherFacts, importBalance, importPayments, undoImport } from '../../store/index.ts';
import { happenings, openAmounts } from './happenings.ts';
import { act, compta, day, invoice, payment, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

const bank = { ...act, source: 'bank', at: start + day };

describeStores('importPayments', (store) => {
  it('allocates to the invoice and puts the rest on account', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000), invoice('F2', 5_000)], compta);

    const result = await importPayments(
      db,
      [payment('R1', 4_000, { invoice: 'F1' }), payment('R2', 6_000, { invoice: 'F2' }), payment('R3', 700)],
      bank,
    );

    expect(result).toMatchObject({ changed: 1, settled: 1, unchanged: 0, paid: 3 });
    expect(result.notes.onAccount).toEqual([
      { customer: '1', reference: 'R2', amount: 1_000, currency: 'EUR' },
      { customer: '1', reference: 'R3', amount: 700, currency: 'EUR' },
    ]);
    expect(await openAmounts(db)).toEqual({ F1: 6_000, F2: 0 });
    expect((await gatherFacts(db, ['1'], bank.at)).get('1')?.customer.net).toBe(4_300);
    expect(await happenings(db)).toEqual(['partly-paid 1', 'paid 2']);
  });

  it('changes nothing when the same references come again', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const rows = [payment('R1', 4_000, { invoice: 'F1' }), payment('R1', 4_000, { invoice: 'F1' })];
    await importPayments(db, rows, bank);

    const again = await importPayments(db, rows, { ...bank, at: bank.at + day });

    expect(again).toMatchObject({ changed: 0, settled: 0, unchanged: 2, paid: 0 });
    expect(await openAmounts(db)).toEqual({ F1: 6_000 });
  });

  it('fills instalments in order, and a reversal opens them again', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 5_000), invoice('F1', 5_000, { instalment: 2 })], compta);
    await importPayments(db, [payment('R1', 7_000, { invoice: 'F1' })], bank);

    const result = await importPayments(db, [payment('B1', 7_000, { invoice: 'F1', kind: 'reversal' })], {
      ...bank,
      at: bank.at + day,
    });

    expect(result).toMatchObject({ reopened: 1, changed: 1 });
    const rows = await db
      .selectFrom('invoice')
      .select(['instalment', 'open'])
      .orderBy('instalment')
      .execute();
    expect(rows.map((row) => row.open)).toEqual([5_000, 5_000]);
    expect(await happenings(db)).toEqual(['paid 1', 'partly-paid 2', 'reversed 1', 'reversed 2']);
  });

  it('does not count twice what a balance had shown already', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    await importBalance(db, [invoice('F1', 4_000)], { ...compta, at: start + day });

    const shown = await importPayments(db, [payment('R1', 6_000, { invoice: 'F1' })], {
      ...bank,
      at: start + 2 * day,
    });
    const later = await importPayments(db, [payment('R2', 4_000, { invoice: 'F1', on: '2026-03-05' })], {
      ...bank,
      at: start + 3 * day,
    });

    expect(shown.notes.onAccount).toEqual([]);
    expect(later.settled).toBe(1);
    expect(await openAmounts(db)).toEqual({ F1: 0 });
    expect(await happenings(db)).toEqual(['partly-paid 1', 'paid 1']);
  });

  it('names credits as credits', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);

    await importPayments(db, [payment('A1', 10_000, { invoice: 'F1', kind: 'credit' })], bank);

    expect(await happenings(db)).toEqual(['credited 1']);
    expect((await gatherFacts(db, ['1'], bank.at)).get('1')?.invoice.settledBy).toBe('credited');
  });

  it('a credit note that a balance has shown already moves nothing', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    await importBalance(db, [invoice('F1', 6_000)], { ...compta, at: start + day, asOf: start + day });

    await importPayments(db, [payment('A1', 4_000, { invoice: 'F1', kind: 'credit' })], bank);

    expect(await openAmounts(db)).toEqual({ F1: 6_000 });
  });

  it('refuses rows that make no sense or belong to nobody', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);

    const result = await importPayments(
      db,
      [
        payment('R1', 0, { invoice: 'F1' }),
        payment('R2', -5, { invoice: 'F1' }),
        payment('R3', 5, { invoice: 'F1', currency: '€' }),
        payment('R4', 5, { invoice: 'F1', on: '2026-13-01' }),
        payment('R5', 5, { customer: 'nobody' }),
        payment('R\'6"', 5, { invoice: 'F1' }),
      ],
      bank,
    );

    expect(result.notes.refused.map((one) => `${one.row} ${one.field}`)).toEqual([
      '0 amount',
      '1 amount',
      '2 currency',
      '3 on',
      '4 customer',
    ]);
    expect(await openAmounts(db)).toEqual({ F1: 9_995 });
  });

  it('is undone as a whole, after which the file may come again', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const rows = [payment('R1', 10_000, { invoice: 'F1' }), payment('R2', 300)];
    const { importId } = await importPayments(db, rows, bank);

    const undone = await undoImport(db, importId ?? '', { ...act, at: bank.at + day });
    const twice = await undoImport(db, importId ?? '', { ...act, at: bank.at + day });

    expect(undone).toMatchObject({ ok: true, undone: { movements: 2, onAccount: 1 } });
    expect(twice).toEqual({ ok: false, refusal: { why: 'undone', at: bank.at + day } });
    expect(await openAmounts(db)).toEqual({ F1: 10_000 });
    expect(await happenings(db)).toEqual(['paid 1', 'reversed 1']);
    await importPayments(db, rows, { ...bank, at: bank.at + 2 * day });
    expect(await openAmounts(db)).toEqual({ F1: 0 });
    expect((await gatherFacts(db, ['1'], bank.at)).get('1')?.customer.net).toBe(-300);
  });
});
