import { describe, expect, it } from 'vitest';
import { guessMapping } from '../../../server/import/index.ts';
import { fileBytes, readingOf, tableOf } from './reading.ts';

describe('exports of accounting programs', () => {
  it('reads an aged balance with titles, ageing columns, totals and six-digit dates in Windows-1252', () => {
    const table = tableOf(fileBytes('sage-balance-agee.csv'));

    const reading = readingOf(fileBytes('sage-balance-agee.csv'));

    expect(table).toMatchObject({ encoding: 'windows-1252', separator: ';', headerLine: 5 });
    expect(reading.rows.rows).toHaveLength(5);
    expect(reading.rows.rows[0]).toEqual({
      entity: 'alpha',
      customer: '411ARVE',
      customerName: 'Charpente de l’Arve',
      number: 'FA260412',
      instalment: 1,
      issuedOn: '2026-09-15',
      dueOn: '2026-10-15',
      open: 125_480,
      currency: 'EUR',
    });
    expect(reading.rows.rows.map((row) => ('open' in row ? row.open : null))).toEqual([
      125_480, 98_000, -12_000, 1_200_000, 45_050,
    ]);
    expect(reading.refused).toEqual([
      {
        line: 13,
        column: "Date d'échéance",
        value: '310226',
        accepted: 'a day that exists, from 1990-01-01 to 2046-12-31',
      },
    ]);
    expect(reading.skipped.map((one) => one.line)).toEqual([9, 11, 14, 16]);
  });

  it('keeps the invoices of a customer called Total', () => {
    const reading = readingOf(fileBytes('sage-balance-agee.csv'));

    const customers = reading.rows.rows.map((row) => ('customer' in row ? row.customer : null));

    expect(customers).toContain('411TOTAL');
  });

  it('numbers instalments by due date, leaves repeats out and refuses a bad amount alone', () => {
    const reading = readingOf(fileBytes('ebp-echeancier.csv'));

    const rows = reading.rows.kind === 'balance' ? reading.rows.rows : [];

    expect(rows.map((row) => [row.number, row.instalment, row.dueOn, row.open])).toEqual([
      ['FC-2026-118', 1, '2026-10-31', 150_000],
      ['FC-2026-118', 2, '2026-11-30', 300_000],
      ['FC-2026-118', 3, '2026-12-31', 300_000],
      ['FC-2026-120', 1, '2026-11-05', 24_000],
    ]);
    expect(rows[0]?.customerName).toBe('SARL "Le Fournil"');
    expect(reading.refused.map((one) => [one.line, one.column, one.value])).toEqual([
      [11, 'Montant TTC', 'abc'],
    ]);
    expect(reading.skipped).toEqual([
      { line: 8, why: 'says the same as line 5' },
      { line: 12, why: 'a total' },
    ]);
  });

  it('reads entities, debit and credit marks and grouped thousands in UTF-16', () => {
    const reading = readingOf(fileBytes('cegid-comptes-clients.txt'));

    const rows = reading.rows.kind === 'balance' ? reading.rows.rows : [];

    expect(rows.map((row) => [row.entity, row.customer, row.number, row.open, row.currency])).toEqual([
      ['alpha', '9ALBERT', '26110001', 123_456, 'EUR'],
      ['beta', '9ALBERT', '26110001', 200_000, 'EUR'],
      ['alpha', '9BRUN', '26110002', -30_000, 'CHF'],
    ]);
    expect(reading.refused).toEqual([
      { line: 5, column: 'Société', value: 'Gamma', accepted: 'one of the entities: alpha, beta' },
    ]);
  });

  it('reads an English report with sections, parentheses and the month first', () => {
    const reading = readingOf(fileBytes('quickbooks-ar-ageing-detail.csv'), { currency: 'USD' });

    const rows = reading.rows.kind === 'balance' ? reading.rows.rows : [];

    expect(rows.map((row) => [row.number, row.customer, row.dueOn, row.open, row.currency])).toEqual([
      ['1041', 'Harbor Café', '2026-11-24', 120_000, 'USD'],
      ['1042', 'Miller, Sons & Co', '2026-11-27', 45_050, 'USD'],
      ['1050', 'Harbor Café', '2026-12-05', 7500, 'USD'],
      ['1051', 'Harbor Café', '2026-11-06', -2500, 'USD'],
    ]);
    expect(reading.skipped.map((one) => one.line)).toEqual([6, 9, 10, 13, 14]);
  });

  it('reads a web export with points, ISO dates and names for numbers', () => {
    const reading = readingOf(fileBytes('pennylane-factures.csv'));

    const rows = reading.rows.kind === 'balance' ? reading.rows.rows : [];

    expect(rows.map((row) => [row.customer, row.dueOn, row.amount, row.open])).toEqual([
      ['Studio Lumen', '2026-10-01', 120_000, 120_000],
      ['Maison Ferré, Traiteur', '2026-10-15', 35_050, 0],
      ['Studio Lumen', null, 9999, 9999],
    ]);
    expect(reading.notes).toHaveLength(2);
  });

  it('reads Swiss apostrophes, several currencies and a trailing minus', () => {
    const reading = readingOf(fileBytes('fiduciaire-debiteurs.csv'), { currency: 'CHF' });

    const rows = reading.rows.kind === 'balance' ? reading.rows.rows : [];

    expect(rows.map((row) => [row.dueOn, row.amount, row.open, row.currency])).toEqual([
      ['2026-09-30', 123_450, 123_450, 'CHF'],
      ['2026-10-15', 1_200_000, 200_005, 'CHF'],
      ['2026-10-31', 8000, -8000, 'EUR'],
    ]);
  });

  it('tells the three kinds of file apart', () => {
    const kinds = ['sage-balance-agee.csv', 'reglements.csv', 'clients.csv'].map((name) => {
      const { mapping, confidence } = guessMapping(tableOf(fileBytes(name)));
      return [mapping.kind, confidence > 0.3];
    });

    expect(kinds).toEqual([
      ['balance', true],
      ['payments', true],
      ['customers', true],
    ]);
  });
});
