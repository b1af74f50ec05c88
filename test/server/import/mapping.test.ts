import { describe, expect, it } from 'vitest';
import {
  guessMapping,
  ImportMapping,
  mapByHand,
  mappingFits,
  readRows,
} from '../../../server/import/index.ts';
import { context, fileBytes, tableOf } from './reading.ts';

const fieldsIn = (header: string, line: string) => {
  const { mapping } = guessMapping(tableOf(`${header}\n${line}\n`));
  return Object.fromEntries(mapping.columns.map(({ column, field }) => [column, field]));
};

describe('the mapping', () => {
  it.each([
    [
      'Tiers;Libellé tiers;N° Pièce;Date pièce;Date éch.;Montant TTC;Reste dû',
      'customer customerName number issuedOn dueOn amount open',
    ],
    [
      'COMPTE AUXILIAIRE;INTITULE;REFERENCE;DATE;ECHEANCE;MONTANT;SOLDE DU',
      'customer customerName number issuedOn dueOn amount open',
    ],
    [
      'Client;Raison sociale;Réf. facture;Date de facturation;À payer avant;Total TTC (€);Restant à payer',
      'customer customerName number issuedOn dueOn amount open',
    ],
    [
      'Customer ID;Customer Name;Invoice #;Invoice Date;Due Date;Invoice Amount;Amount Due',
      'customer customerName number issuedOn dueOn amount open',
    ],
    [
      'customer_id;customer_name;invoice_number;issue_date;due_date;total_amount;outstanding_amount',
      'customer customerName number issuedOn dueOn amount open',
    ],
    [
      'accountNo;accountName;documentNumber;documentDate;netDueDate;originalAmount;openBalance',
      'customer customerName number issuedOn dueOn amount open',
    ],
  ])('recognises "%s"', (header, expected) => {
    const fields = fieldsIn(header, '411A;Dupont et fils;F-1;01/12/2026;31/12/2026;10,00;5,00');

    expect(Object.values(fields).join(' ')).toBe(expected);
  });

  it.each([
    ['Client;Facture;Non échu;1-30;31-60;>60;Total', 'customerName number open'],
    [
      'Client;Facture;Non échu;De 1 à 30 jours;31 à 60 j;Plus de 60 jours',
      'customerName number ageing ageing ageing ageing',
    ],
    ['Client;Facture;Non échu;Mois en cours;1-30;> 30', 'customerName number ageing ageing ageing ageing'],
    ['Customer;Invoice;Current;1 - 30;31 - 60;90+', 'customerName number ageing ageing ageing ageing'],
  ])('takes the total of "%s" for what is open, else the sum', (header, expected) => {
    const fields = fieldsIn(
      header,
      'Dupont et fils;F-1;10,00;5,00;;;15,00'.split(';').slice(0, header.split(';').length).join(';'),
    );

    expect(Object.values(fields).join(' ')).toBe(expected);
  });

  it('tells by the cells whether « Client » is a code or a name', () => {
    expect(fieldsIn('Client;Facture;Solde', 'C001;F1;1,00')).toMatchObject({ Client: 'customer' });
    expect(fieldsIn('Client;Facture;Solde', 'Dupont et fils;F1;1,00')).toMatchObject({
      Client: 'customerName',
    });
    expect(fieldsIn('Code client;Client;Facture;Solde', 'C001;ACME;F1;1,00')).toMatchObject({
      Client: 'customerName',
    });
  });

  it('does not take terms of payment for a due date', () => {
    const fields = fieldsIn(
      'Client;Facture;Échéance;Date échéance;Solde',
      'C001;F1;30 jours;31/12/2026;1,00',
    );

    expect(fields).toMatchObject({ 'Date échéance': 'dueOn' });
    expect(fields).not.toHaveProperty('Échéance');
  });

  it('is plain JSON that reads the same file the same way when handed back', () => {
    const table = tableOf(fileBytes('sage-balance-agee.csv'));
    const { mapping } = guessMapping(table);

    const remembered = ImportMapping.parse(JSON.parse(JSON.stringify(mapping)));

    expect(remembered).toEqual(mapping);
    expect(mappingFits(table, remembered)).toBe(true);
    expect(readRows(table, remembered, context)).toEqual(readRows(table, mapping, context));
  });

  it('keeps a format that an earlier file proved', () => {
    const first = tableOf('Client;Facture;Échéance;Solde\nC1;F1;12/31/2026;1,234.50\n');
    const next = tableOf('Client;Facture;Échéance;Solde\nC1;F1;03/04/2026;1,234\n');

    const reading = readRows(next, guessMapping(first).mapping, context);

    expect(reading.rows.rows).toMatchObject([{ dueOn: '2026-03-04', open: 123_400 }]);
  });

  it('says which column is gone, and which field is missing', () => {
    const { mapping } = guessMapping(tableOf('Client;Facture;Solde\nC1;F1;1,00\n'));

    const reading = readRows(tableOf('Client;Facture;Montant restant\nC1;F1;1,00\n'), mapping, context);
    const bare = readRows(tableOf('Client;Solde\nC1;1,00\n'), { ...mapping, columns: [] }, context);

    expect(reading.problems.map((one) => one.code)).toEqual(['mapping-column-missing']);
    expect(reading.problems[0]?.message).toContain('Montant restant');
    expect(bare.problems.map((one) => one.code)).toEqual(Array(3).fill('mapping-field-missing'));
  });

  it('is corrected by hand, by name or place', () => {
    const table = tableOf('Code;Nr;Datum;Betrag\nC1;F1;31.12.2026;1,00\n');
    const { mapping } = guessMapping(table, { kind: 'balance' });

    const mapped = mapByHand(table, mapping, ['code=customer', 'nr=number', '#3=dueOn:dmy', 'Betrag=open']);
    const reading = mapped.ok ? readRows(table, mapped.mapping, context) : null;

    expect(reading?.rows.rows).toMatchObject([
      { customer: 'C1', number: 'F1', dueOn: '2026-12-31', open: 100 },
    ]);
  });

  it('names columns and fields when a correction makes no sense', () => {
    const table = tableOf('Client;Facture;Solde\nC1;F1;1,00\n');
    const { mapping } = guessMapping(table);

    for (const wrong of ['Solde', 'Soldes=open', 'Solde=constructor', 'Solde=open:xyz', '=open', '#9=open']) {
      expect(mapByHand(table, mapping, [wrong]), wrong).toMatchObject({
        ok: false,
        problem: { code: 'mapping-by-hand' },
      });
    }
  });

  it('names what it did not understand and is not sure where nothing is complete', () => {
    const guess = guessMapping(tableOf('Couleur;Taille\nrouge;12\nbleu;13\n'));

    expect(guess.confidence).toBe(0);
    expect(guess.unknown).toEqual(['Couleur', 'Taille']);
    expect(guess.missing.length).toBeGreaterThan(0);
  });
});
