import { describe, expect, it } from 'vitest';
import type { InvoiceRow } from '../../../schemas/index.ts';
import type { ImportReading } from '../../../server/import/index.ts';
import { readingOf } from './reading.ts';

const rowsOf = ({ rows }: ImportReading): readonly InvoiceRow[] => (rows.kind === 'balance' ? rows.rows : []);
const head = 'Code client;Facture;Échéance;Solde\n';

describe('an aged balance', () => {
  it('takes an invoice without a due date, and refuses one whose due date is absurd', () => {
    const reading = readingOf(
      `${head}A;F1;;10,00\nA;F2;31/02/2026;10,00\nA;F3;01/01/0206;10,00\nA;F4;01/01/2999;10,00\n`,
    );

    expect(rowsOf(reading).map((row) => [row.number, row.dueOn])).toEqual([['F1', null]]);
    expect(reading.refused.map((one) => [one.line, one.column, one.value])).toEqual([
      [3, 'Échéance', '31/02/2026'],
      [4, 'Échéance', '01/01/0206'],
      [5, 'Échéance', '01/01/2999'],
    ]);
  });

  it('leaves an absurd issue date out, with a note', () => {
    const reading = readingOf(
      'Client;Facture;Date facture;Solde\nA1;F1;31/02/2026;10,00\nA1;F2;01/02/2026;10,00\n',
    );

    expect(rowsOf(reading).map((row) => row.issuedOn)).toEqual([null, '2026-02-01']);
    expect(reading.notes.join()).toContain('issue date');
  });

  it('reads ambiguous dates by the rest of their column, and day first where nothing tells', () => {
    const dueOf = (...dates: readonly string[]) =>
      rowsOf(readingOf(head + dates.map((date, i) => `A;F${i};${date};10,00\n`).join(''))).map(
        (row) => row.dueOn,
      );

    expect(dueOf('03/04/2026', '12/31/2026')).toEqual(['2026-03-04', '2026-12-31']);
    expect(dueOf('03/04/2026', '31/12/2026')).toEqual(['2026-04-03', '2026-12-31']);
    expect(dueOf('03/04/2026')).toEqual(['2026-04-03']);
  });

  it('refuses only the ambiguous dates of a column that has both orders', () => {
    const reading = readingOf(`${head}A;F1;03/04/2026;1,00\nA;F2;31/12/2026;1,00\nA;F3;12/31/2026;1,00\n`);

    expect(rowsOf(reading).map((row) => row.dueOn)).toEqual(['2026-12-31', '2026-12-31']);
    expect(reading.refused.map((one) => one.line)).toEqual([2]);
  });

  it('reads ambiguous amounts by the rest of their column, and refuses them where nothing tells', () => {
    const openOf = (...amounts: readonly string[]) =>
      readingOf(head + amounts.map((amount, i) => `A;F${i};01/12/2026;${amount}\n`).join(''));

    expect(rowsOf(openOf('1.234', '5,50')).map((row) => row.open)).toEqual([123_400, 550]);
    expect(rowsOf(openOf('1,234', '5.50')).map((row) => row.open)).toEqual([123_400, 550]);
    const unsure = openOf('1.234', '12');
    expect(rowsOf(unsure).map((row) => row.open)).toEqual([1200]);
    expect(unsure.refused[0]?.accepted).toContain(':comma or :point');
  });

  it('takes a word of the user for what nothing tells', () => {
    const reading = readingOf(`${head}A;F1;01/12/2026;1.234\n`, {}, ['solde=open:comma']);

    expect(rowsOf(reading).map((row) => row.open)).toEqual([123_400]);
  });

  it('takes debit less credit, or the amount less what is paid, for what is open', () => {
    const account = readingOf(
      'Compte;Pièce;Échéance;Débit;Crédit\nA1;F1;01/12/2026;100,00;\nA1;F2;01/12/2026;;40,00\n',
    );
    const paid = readingOf('Client;Facture;Échéance;Montant TTC;Déjà réglé\nA1;F1;01/12/2026;100,00;30,00\n');

    expect(rowsOf(account).map((row) => row.open)).toEqual([10_000, -4000]);
    expect(rowsOf(paid).map((row) => [row.amount, row.open])).toEqual([[10_000, 7000]]);
  });

  it('gives a credit without a number one that is the same next time', () => {
    const content = `${head}A;F1;01/12/2026;10,00\nA;;01/12/2026;-5,00\nA;;01/12/2026;-5,00\nA;;01/12/2026;5,00\n`;

    const once = readingOf(content);
    const again = readingOf(content);

    expect(rowsOf(once).map((row) => row.open)).toEqual([1000, -500, -500]);
    expect(new Set(rowsOf(once).map((row) => row.number)).size).toBe(3);
    expect(rowsOf(again)).toEqual(rowsOf(once));
    expect(once.refused.map((one) => [one.line, one.column])).toEqual([[5, 'Facture']]);
  });

  it('adds up lines of one invoice with the same due date, and keeps customers apart', () => {
    const reading = readingOf(`${head}A;F1;01/12/2026;10,00\nA;F1;01/12/2026;5,00\nB;F1;01/12/2026;7,00\n`);

    expect(rowsOf(reading).map((row) => [row.customer, row.instalment, row.open])).toEqual([
      ['A', 1, 1500],
      ['B', 1, 700],
    ]);
    expect(reading.notes.join()).toContain('F1');
  });

  it('takes instalment numbers where the file has them', () => {
    const reading = readingOf(
      'Client;Facture;N° échéance;Échéance;Solde\nA1;F1;3/3;01/12/2026;10,00\nA1;F1;2/3;01/11/2026;10,00\nA1;F1;zéro;01/11/2026;1,00\n',
    );

    expect(rowsOf(reading).map((row) => [row.instalment, row.dueOn])).toEqual([
      [3, '2026-12-01'],
      [2, '2026-11-01'],
    ]);
    expect(reading.refused.map((one) => one.line)).toEqual([4]);
  });

  it('takes the customer from the title above, and from nowhere else', () => {
    const reading = readingOf(
      'Client;Facture;Échéance;Solde\nDupont SA;;;\n;F1;01/12/2026;10,00\nTotal Dupont SA;;;10,00\n;F2;01/12/2026;20,00\n',
    );

    expect(rowsOf(reading).map((row) => [row.customer, row.number])).toEqual([['Dupont SA', 'F1']]);
    expect(reading.refused.map((one) => one.line)).toEqual([5]);
  });

  it('refuses what is shifted, too long or of an unknown currency, and names every fault', () => {
    const reading = readingOf(
      `Client;Nom client;Facture;Échéance;Solde;Devise\nA1;x;F1;01/12/2026;1;234,56;EUR\nA1;${'x'.repeat(10_000)};F2;01/12/2026;1,00;EUR\nA1;x;F3;bientôt;beaucoup;pesos mexicains\nA1;x;F4;01/12/2026;1,00;euros\n`,
    );

    expect(rowsOf(reading).map((row) => [row.number, row.currency])).toEqual([['F4', 'EUR']]);
    expect(reading.refused.map((one) => [one.line, one.column])).toEqual([
      [2, '#7'],
      [3, 'Nom client'],
      [4, 'Solde'],
      [4, 'Devise'],
      [4, 'Échéance'],
    ]);
    expect(reading.refused[1]?.value.length).toBeLessThan(300);
    expect(reading.refused[1]?.accepted).toBe('at most 1000 characters; this has 10000');
  });

  it('reads custom fields by their types', () => {
    const customFields = {
      invoice: {
        project: { type: 'text', label: { fr: 'Chantier', en: 'Project' } },
        retention: { type: 'money' },
        deliveredOn: { type: 'date' },
        discount: { type: 'number' },
        urgent: { type: 'boolean' },
      },
    } as const;

    const reading = readingOf(
      'Client;Facture;Solde;Chantier;Retention;Delivered on;Discount;Urgent\nA1;F1;10,00;Quai 3;1 000,00;31/10/2026;2,5;oui\nA1;F2;10,00;;;;;peut-être\n',
      { customFields },
    );

    expect(rowsOf(reading)[0]?.custom).toEqual({
      project: 'Quai 3',
      retention: 100_000,
      deliveredOn: '2026-10-31',
      discount: 2.5,
      urgent: true,
    });
    expect(reading.refused.map((one) => [one.line, one.column])).toEqual([[3, 'Urgent']]);
  });
});
