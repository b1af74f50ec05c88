import { describe, expect, it } from 'vitest';
import type { CustomerRow } from '../../../schemas/index.ts';
import { isEmail, normalisePhone } from '../../../server/import/contacts.ts';
import type { ImportReading } from '../../../server/import/index.ts';
import { roleNamed } from '../../../server/import/roles.ts';
import { fileBytes, readingOf } from './reading.ts';

const rowsOf = ({ rows }: ImportReading): readonly CustomerRow[] =>
  rows.kind === 'customers' ? rows.rows : [];

describe('a list of customers', () => {
  it('gathers contacts from repeated lines and from columns, with roles, tags and custom fields', () => {
    const customFields = {
      customer: { sector: { type: 'text', label: { fr: 'Secteur', en: 'Sector' } } },
    } as const;

    const reading = readingOf(fileBytes('clients.csv'), { customFields });

    expect(rowsOf(reading)).toEqual([
      {
        entity: 'alpha',
        number: 'C1',
        name: 'Studio Lumen',
        language: 'fr',
        country: 'FR',
        tags: ['vip', 'litige'],
        custom: { sector: 'design' },
        contacts: [
          {
            name: 'Petit',
            firstName: 'Anne',
            roles: ['cfo'],
            phone: '0123456789',
            email: 'anne.petit@lumen.example',
          },
          { name: 'compta@lumen.example', roles: ['accountant'], email: 'compta@lumen.example' },
          {
            name: 'Roux',
            firstName: 'Marc',
            roles: ['manager'],
            phone: '+33611223344',
            email: 'marc@lumen.example',
          },
        ],
      },
      {
        entity: 'alpha',
        number: 'C2',
        name: "=cmd|'/c calc'!A1",
        language: 'en',
        country: 'CH',
        contacts: [
          { name: 'facture@c2.example', roles: ['billing'], email: 'facture@c2.example' },
          { name: 'ventes@c2.example', roles: ['billing'], email: 'ventes@c2.example' },
        ],
      },
    ]);
    expect(reading.refused.map((one) => [one.line, one.column, one.value])).toEqual([
      [5, 'Email', 'lea brun@c3.example'],
    ]);
  });

  it('refuses an address with a line end in it', () => {
    const reading = readingOf('Code client;Email\nC1;"a@b.example\nbcc: x@y.example"\nC2;c@d.example\n');

    expect(reading.refused.map((one) => [one.line, one.column])).toEqual([[2, 'Email']]);
    expect(rowsOf(reading).map((row) => row.number)).toEqual(['C2']);
  });

  it('knows an email address', () => {
    const good = ['a@b.fr', 'anne.petit+x@sub.exemple.fr', 'é@société.fr'];
    const bad = [
      'a',
      'a@b',
      'a b@c.fr',
      'a@b..fr',
      'a@-b.fr',
      'a@b.fr,c@d.fr',
      '<a@b.fr>',
      `${'x'.repeat(250)}@b.fr`,
    ];

    expect(good.map(isEmail)).toEqual(good.map(() => true));
    expect(bad.map(isEmail)).toEqual(bad.map(() => false));
  });

  it('writes phone numbers without separators, and leaves what is no number', () => {
    const phones = ['01 23.45-67/89', '+33 (0)1 23 45 67 89', '0033 1 23 45 67 89', 'poste 12'].map(
      normalisePhone,
    );

    expect(phones).toEqual(['0123456789', '+33123456789', '+33123456789', 'poste 12']);
  });

  it.each([
    ['Comptabilité fournisseurs', 'accountant'],
    ['Service comptabilité', 'accountant'],
    ['Facturation', 'billing'],
    ['Accounts payable', 'billing'],
    ['DAF', 'cfo'],
    ['CFO', 'cfo'],
    ['Directrice financière', 'cfo'],
    ['Gérant', 'manager'],
    ['Dirigeante', 'manager'],
    ['Directeur général', 'manager'],
    ['Responsable comptable', 'accountant'],
    ['Assistante', null],
  ])('"%s" is the role %s', (word, role) => {
    expect(roleNamed(word)).toBe(role);
  });

  it('leaves out a person in charge who is no address, with a note, and refuses unknown countries', () => {
    const reading = readingOf(
      'Code client;Email;Gestionnaire;Pays;Langue\nC1;a@b.example;M. Martin;Suisse;Deutsch\nC2;a@b.example;zoe@nous.example;Atlantide;fr\n',
    );

    expect(rowsOf(reading).map((row) => [row.number, row.owner, row.country, row.language])).toEqual([
      ['C1', undefined, 'CH', 'de'],
    ]);
    expect(reading.notes.join()).toContain('M. Martin');
    expect(reading.refused.map((one) => [one.line, one.column])).toEqual([[3, 'Pays']]);
  });
});
