import { describe, expect, it } from 'vitest';
import {
  gatherFacts,
  importBalance,
  importPayments,
  recordPayment,
  undoImport,
  verifyStore,
} from '../../store/index.ts';

import { openAmounts } from './happenings.ts';
import { act, compta, day, invoice, payment, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

const bank = { ...act, source: 'bank', at: start + day };
const later = { ...compta, at: start + 3 * day, asOf: start + 3 * day };

describeStores('one receipt that a bank and a balance tell of', (store) => {
  const net = async () => (await gatherFacts(store().db, ['1'], bank.at)).get('1')?.customer.net;

  describe('the bank first', () => {
    it('leaves the account once the balance shows that much less of an invoice', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 7_000)], compta);
      await importPayments(db, [payment('R1', 10_000)], bank);
      expect(await net()).toBe(7_000);

      await importBalance(db, [invoice('F2', 7_000)], { ...later, complete: true });

      expect(await openAmounts(db)).toEqual({ F1: 0, F2: 7_000 });
      expect(await net()).toBe(7_000);
    });

    it('leaves it once the balance lists a credit of those days', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000)], compta);
      await importPayments(db, [payment('R1', 4_000)], bank);

      await importBalance(
        db,
        [invoice('F1', 10_000), invoice('V1', -4_000, { issuedOn: '2026-03-04' })],
        later,
      );

      expect(await net()).toBe(6_000);
    });

    it('keeps a receipt beside a credit note of another day, another amount or another customer', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('G1', 4_000, { customer: 'C2' })], compta);
      await importPayments(db, [payment('R1', 4_000)], bank);

      const lines = [
        invoice('V1', -4_000, { issuedOn: '2026-01-15' }),
        invoice('V2', -4_001, { issuedOn: '2026-03-02' }),
        invoice('G1', 0, { customer: 'C2' }),
      ];
      await importBalance(db, lines, later);

      expect(await net()).toBe(10_000 - 4_000 - 4_000 - 4_001);
    });

    it('keeps a receipt of a day after the balance was read', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 10_000)], compta);
      await importPayments(db, [payment('R1', 10_000, { on: '2026-03-20' })], bank);

      await importBalance(db, [invoice('F1', 0)], later);

      expect(await net()).toBe(0);
    });

    it('a credit that only becomes a payment explains no other receipt', async () => {
      const { db } = store();
      const credit = invoice('V1', -4_000, { issuedOn: '2026-03-02' });
      await importBalance(db, [invoice('F1', 4_000), invoice('F2', 9_000), credit], compta);
      await importPayments(db, [payment('R1', 4_000, { on: '2026-03-03' })], bank);
      await importPayments(db, [payment('R2', 4_000, { on: '2026-03-04' })], { ...bank, at: bank.at + day });

      await importBalance(db, [invoice('F2', 9_000)], { ...later, complete: true });

      expect(await openAmounts(db)).toEqual({ F1: 0, F2: 9_000, V1: 0 });
      expect(await net()).toBe(5_000);
    });

    it('an invoice that comes paid in part explains the receipt that named it too early', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000)], compta);
      await importPayments(db, [payment('R1', 3_000, { invoice: 'F2' })], bank);

      await importBalance(db, [invoice('F2', 2_000, { amount: 5_000 })], later);

      expect(await net()).toBe(12_000);
    });

    it('lies on account again once the balance is undone, which goes before the receipt', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 7_000)], compta);
      const receipts = await importPayments(db, [payment('R1', 10_000)], { ...bank, asOf: later.at + day });
      const balance = await importBalance(db, [invoice('F1', 0)], later);
      const undoing = { ...act, at: later.at + day };

      const tooEarly = await undoImport(db, receipts.importId ?? '', undoing);
      expect(tooEarly).toMatchObject({ ok: false, refusal: { why: 'followed', later: [balance.importId] } });
      await undoImport(db, balance.importId ?? '', undoing);

      expect(await net()).toBe(7_000);
      expect((await verifyStore(db)).filter(({ count }) => count > 0)).toEqual([]);
      await importBalance(db, [invoice('F1', 0)], { ...later, at: later.at + 2 * day });
      expect(await net()).toBe(7_000);
      expect(await openAmounts(db)).toEqual({ F1: 0, F2: 7_000 });
    });
  });

  describe('the balance first', () => {
    it('explains a receipt that names no invoice, one for each', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 7_000)], compta);
      await importBalance(db, [invoice('F1', 0)], later);

      const rows = [payment('R1', 10_000), payment('R2', 10_000)];
      const result = await importPayments(db, rows, { ...bank, at: later.at + day });

      expect(result.notes.onAccount.map((one) => one.reference)).toEqual(['R2']);
      expect(await net()).toBe(-3_000);
    });

    it('explains either the receipt that names the invoice or the one that names none', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 7_000)], compta);
      await importBalance(db, [invoice('F1', 0)], later);

      const rows = [payment('R1', 10_000, { invoice: 'F1' }), payment('R2', 10_000)];
      const result = await importPayments(db, rows, { ...bank, at: later.at + day });

      expect(result.notes.onAccount.map((one) => one.reference)).toEqual(['R2']);
    });

    it('explains it where a credit is listed, or a person had told of it', async () => {
      const { db } = store();
      const credit = invoice('V1', -4_000, { issuedOn: '2026-03-04' });
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 2_500), credit], compta);
      await recordPayment(db, { invoice: '2', amount: 2_500, currency: 'EUR' }, act);

      const result = await importPayments(db, [payment('R1', 4_000), payment('R2', 2_500)], bank);

      expect(result.notes.onAccount).toEqual([]);
      expect(await net()).toBe(6_000);
    });

    it('one that comes for the first time paid in part, or settled, has had its receipts', async () => {
      const { db } = store();
      const lines = [invoice('F1', 2_000, { amount: 5_000 }), invoice('F2', 0, { amount: 6_000 })];
      await importBalance(db, lines, compta);

      const rows = [payment('R1', 3_000, { invoice: 'F1' }), payment('R2', 6_000, { invoice: 'F2' })];
      const result = await importPayments(db, rows, bank);

      expect(result.notes.onAccount).toEqual([]);
      expect(await openAmounts(db)).toEqual({ F1: 2_000, F2: 0 });
    });

    it('does not explain a receipt of a later day', async () => {
      const { db } = store();
      await importBalance(db, [invoice('F1', 10_000), invoice('F2', 7_000)], compta);
      await importBalance(db, [invoice('F1', 0)], later);

      await importPayments(db, [payment('R1', 10_000, { on: '2026-03-20' })], {
        ...bank,
        at: later.at + day,
      });

      expect(await net()).toBe(-3_000);
    });
  });
});
