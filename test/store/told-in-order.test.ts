import { describe, expect, it } from 'vitest';
import {
  gatherFacts,
  importBalance,
  importPayments,
  listReceiptsOnAccount,
  recordPayment,
} from '../../store/index.ts';

import { emptyTables } from './empty-tables.ts';
import { openAmounts } from './happenings.ts';
import { act, compta, day, invoice, payment, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

const bank = { ...act, source: 'bank', at: start + day };
const later = { ...compta, at: start + 3 * day, asOf: start + 3 * day };

describeStores('what was told of money, in its order', (store) => {
  const net = async () => (await gatherFacts(store().db, ['1'], bank.at)).get('1')?.customer.net;

  describe('nobody who has paid owes it again', () => {
    const twoPaid = async () => {
      const { db } = store();
      await importBalance(
        db,
        ['F1', 'F2', 'F3'].map((number) => invoice(number, 10_000)),
        compta,
      );
      await importBalance(db, [invoice('F1', 0), invoice('F2', 0)], later);
      return db;
    };

    it('an unnamed receipt between two that name their invoices is neither of them', async () => {
      const db = await twoPaid();

      const rows = [
        payment('R1', 10_000, { invoice: 'F1' }),
        payment('R2', 10_000),
        payment('R3', 10_000, { invoice: 'F2' }),
      ];
      await importPayments(db, rows, { ...bank, at: later.at + day });

      expect(await net()).toBe(0);
    });

    it('what a person told and a balance took back explains nothing', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000)], compta);
      await recordPayment(db, { invoice: '1', amount: 10_000, currency: 'EUR' }, act);
      await importBalance(db, [invoice('F1', 10_000)], later);

      await importPayments(db, [payment('R1', 10_000, { invoice: 'F1' })], { ...bank, at: later.at + day });

      expect(await openAmounts(db)).toEqual({ F1: 0 });
    });

    it('a credit note that became the payment of an invoice is no receipt', async () => {
      const { db } = store();
      const note = invoice('V1', -4_000, { issuedOn: '2026-02-10' });
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 4_000), note], compta);
      await importBalance(db, [invoice('F1', 6_000), invoice('F2', 4_000)], { ...later, complete: true });

      const rows = [payment('R1', 6_000, { invoice: 'F1' }), payment('R2', 4_000)];
      await importPayments(db, rows, { ...bank, at: later.at + day });

      expect(await openAmounts(db)).toEqual({ F1: 0, F2: 4_000, V1: 0 });
      expect(await net()).toBe(0);
    });

    it('a receipt is not the smaller one that a balance shows of its invoice', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000)], compta);
      await importBalance(db, [invoice('F1', 7_000)], later);

      await importPayments(db, [payment('R1', 7_000, { invoice: 'F1' })], { ...bank, at: later.at + day });

      expect(await openAmounts(db)).toEqual({ F1: 0 });
    });

    it('one reference in two entities is two payments, and the file again changes nothing', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('E1', 5_000, { entity: 'suisse' })], compta);
      const rows = [
        payment('R1', 10_000, { invoice: 'F1' }),
        payment('R1', 5_000, { invoice: 'E1', entity: 'suisse' }),
      ];

      await importPayments(db, rows, bank);
      const again = await importPayments(db, rows, { ...bank, at: bank.at + day });

      expect(await openAmounts(db)).toEqual({ F1: 0, E1: 0 });
      expect(again).toMatchObject({ unchanged: 2, paid: 0 });
    });
  });

  describe('what is taken back', () => {
    it('takes the receipt on account with it, and no balance counts either', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 7_000)], compta);
      await importPayments(db, [payment('R1', 10_000)], bank);
      const rejected = payment('R1', 10_000, { kind: 'reversal', on: '2026-03-04' });

      const result = await importPayments(db, [rejected], { ...bank, at: bank.at + day });

      expect(result).toMatchObject({ unchanged: 0, notes: { onAccount: [] } });
      expect(await listReceiptsOnAccount(db)).toEqual([]);
      await importBalance(db, [invoice('F1', 0)], later);
      expect(await net()).toBe(7_000);
    });

    it('is counted once where the balance had opened the invoice again', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000)], compta);
      await importPayments(db, [payment('R1', 10_000, { invoice: 'F1' })], bank);
      await importBalance(db, [invoice('F1', 10_000)], later);

      const rejected = payment('X1', 10_000, { invoice: 'F1', kind: 'reversal', on: '2026-03-04' });
      await importPayments(db, [rejected], { ...bank, at: later.at + day });

      expect(await openAmounts(db)).toEqual({ F1: 10_000 });
      expect(await net()).toBe(10_000);
    });

    it('without an invoice is counted once, before the balance and after it', async () => {
      const { db } = store();
      const rejected = payment('X1', 10_000, { kind: 'reversal', on: '2026-03-04' });
      for (const isFirst of [true, false]) {
        await emptyTables(db);
        await importBalance(db, [invoice('F1', 10_000)], compta);
        await importPayments(db, [payment('R1', 10_000)], bank);
        await importBalance(db, [invoice('F1', 0)], later);
        const balance = () =>
          importBalance(db, [invoice('F1', 10_000)], {
            ...later,
            at: later.at + 2 * day,
            asOf: later.at + 2 * day,
          });
        if (!isFirst) await balance();
        await importPayments(db, [rejected], { ...bank, at: later.at + day });
        if (isFirst) await balance();

        expect(await openAmounts(db)).toEqual({ F1: 10_000 });
        expect(await net()).toBe(10_000);
      }
    });
  });

  it('part payments in the order of their days, and one source for both, count once', async () => {
    const { db } = store();
    const sage = { ...compta, source: 'sage' };
    await importBalance(db, [invoice('F1', 9_000)], sage);
    for (const passed of [1, 2])
      await importBalance(db, [invoice('F1', 9_000 - passed * 3_000)], { ...sage, at: start + passed * day });

    const rows = [
      payment('R1', 3_000, { invoice: 'F1', on: '2026-03-03' }),
      payment('R2', 3_000, { invoice: 'F1', on: '2026-03-04' }),
    ];
    const result = await importPayments(db, rows, { ...sage, at: start + 3 * day });

    expect(result.notes.onAccount).toEqual([]);
    expect(await openAmounts(db)).toEqual({ F1: 3_000 });
  });
});
