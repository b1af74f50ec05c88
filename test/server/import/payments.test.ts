import { describe, expect, it } from 'vitest';
import type { PaymentRow } from '../../../schemas/index.ts';
import type { ImportReading } from '../../../server/import/index.ts';
import { fileBytes, readingOf } from './reading.ts';

const rowsOf = ({ rows }: ImportReading): readonly PaymentRow[] =>
  rows.kind === 'payments' ? rows.rows : [];
const head = 'Date règlement;Code client;Facture;Montant réglé;Référence règlement\n';

describe('a list of payments', () => {
  it('reads payments, credits, reversals and receipts on account', () => {
    const reading = readingOf(fileBytes('reglements.csv'));

    expect(rowsOf(reading).map((row) => [row.kind, row.invoice, row.on, row.amount])).toEqual([
      ['payment', 'FC-2026-118', '2026-11-02', 150_000],
      ['payment', 'FC-2026-119', '2026-11-02', 30_000],
      ['payment', 'FC-2026-120', '2026-11-03', 24_000],
      ['payment', 'FC-2026-120', '2026-11-03', 24_000],
      ['reversal', 'FC-2026-120', '2026-11-05', 24_000],
      ['credit', 'FC-2026-121', '2026-11-06', 1000],
      ['payment', undefined, '2026-11-07', 5000],
    ]);
    expect(reading.skipped).toEqual([
      { line: 9, why: 'an amount of zero' },
      { line: 10, why: 'a total' },
    ]);
  });

  it('gives the same references to the same file, and different ones to equal payments', () => {
    const once = rowsOf(readingOf(fileBytes('reglements.csv')));
    const again = rowsOf(readingOf(fileBytes('reglements.csv')));

    expect(again).toEqual(once);
    expect(new Set(once.map((row) => row.reference)).size).toBe(once.length);
  });

  it('keeps the reference of a line whatever else the file holds', () => {
    const line = '02/11/2026;C1;F1;10,00;VIR 1\n';

    const alone = rowsOf(readingOf(head + line));
    const among = rowsOf(
      readingOf(`${head}02/11/2026;C1;F2;20,00;VIR 1\n03/11/2026;C2;F3;5,00;VIR 2\n${line}`),
    );

    expect(among[2]).toEqual(alone[0]);
  });

  it('leaves out a line said twice under one reference, and keeps different ones apart', () => {
    const reading = readingOf(
      `${head}02/11/2026;C1;F1;10,00;VIR 1\n02/11/2026;C1;F1;10,00;VIR 1\n05/11/2026;C1;F1;4,00;VIR 1\n05/11/2026;C1;F1;4,00;VIR 1\n`,
    );

    expect(rowsOf(reading).map((row) => row.amount)).toEqual([1000, 400]);
    expect(new Set(rowsOf(reading).map((row) => row.reference)).size).toBe(2);
    expect(reading.skipped.map((one) => one.line)).toEqual([3, 5]);
  });

  it('takes a negative amount, or a debit of the customer, for a reversal', () => {
    const negative = readingOf(`${head}02/11/2026;C1;F1;-10,00;R1\n`);
    const account = readingOf(
      'Date paiement;Client;Facture;Débit;Crédit\n02/11/2026;C1;F1;;10,00\n03/11/2026;C1;F1;10,00;\n',
    );

    expect(rowsOf(negative).map((row) => [row.kind, row.amount])).toEqual([['reversal', 1000]]);
    expect(rowsOf(account).map((row) => [row.kind, row.amount])).toEqual([
      ['payment', 1000],
      ['reversal', 1000],
    ]);
  });

  it('refuses a payment without a date, without an amount, or of nobody', () => {
    const reading = readingOf(`${head};C1;F1;10,00;R1\n02/11/2026;C1;F1;;R2\n02/11/2026;;;10,00;R3\n`);

    expect(rowsOf(reading)).toEqual([]);
    expect(reading.refused.map((one) => [one.line, one.column])).toEqual([
      [2, 'Date règlement'],
      [3, 'Montant réglé'],
      [4, 'Facture'],
    ]);
  });
});
