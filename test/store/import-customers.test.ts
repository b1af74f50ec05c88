import { expect, it } from 'vitest';
import type { CustomerRow } from '../../schemas/index.ts';
import { gatherFacts, importBalance, importCustomers } from '../../store/index.ts';
import { happenings } from './happenings.ts';
import { compta, day, invoice, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

const crm = { ...compta, source: 'crm' };
const row: CustomerRow = {
  entity: 'france',
  number: 'C1',
  name: 'Dupont & Fils',
  country: 'FR',
  owner: 'paul@example.com',
  tags: ['cle'],
  custom: { sector: 'bois' },
  contacts: [
    { name: 'Martin', firstName: 'Léa', roles: ['billing'], email: 'lea@dupont.example' },
    { name: 'Durand', roles: ['cfo', 'manager'], phone: '+33 1 00 00 00 00' },
  ],
};

describeStores('importCustomers', (store) => {
  it('makes and updates customers, their contacts and tags', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 100)], compta);

    const first = await importCustomers(db, [row], crm);
    const second = await importCustomers(db, [row], crm);
    const third = await importCustomers(
      db,
      [{ entity: 'france', number: 'C1', owner: null, contacts: [] }],
      crm,
    );

    expect([first.changed, second.changed, second.unchanged, third.changed]).toEqual([1, 0, 1, 1]);
    const customer = await db.selectFrom('customer').selectAll().executeTakeFirstOrThrow();
    expect(customer).toMatchObject({
      name: 'Dupont & Fils',
      country: 'FR',
      owner: null,
      custom: { sector: 'bois' },
    });
    expect(await db.selectFrom('contact').select('id').execute()).toEqual([]);
    expect(await happenings(db)).toEqual(['tagged *']);
  });

  it('gives contacts in the order of their list, and does not make the ledger look fresh', async () => {
    const { db } = store();
    await importCustomers(db, [{ ...row, contacts: [] }, { ...row }], crm);
    await importBalance(db, [invoice('F1', 100)], { ...compta, at: start - day });

    const facts = await gatherFacts(db, ['1'], start);

    expect(facts.get('1')?.contacts.map((one) => [one.name, one.firstName, one.roles])).toEqual([
      ['Martin', 'Léa', ['billing']],
      ['Durand', null, ['cfo', 'manager']],
    ]);
    expect(facts.get('1')?.customer.tags).toEqual(['cle']);
    expect(facts.get('1')?.refreshedAt).toBe(start - day);
  });
});
