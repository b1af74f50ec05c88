import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { type Db, gatherFacts, importBalance, importCustomers, importPayments } from '../../store/index.ts';
import { compta, day, invoice, payment, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

describeStores('gatherFacts', (store) => {
  it('tells all that is true of an invoice and its customer', async () => {
    const { db } = store();
    await importCustomers(
      db,
      [{ entity: 'france', number: 'C1', name: 'Dupont SA', zone: 'Pacific/Auckland' }],
      compta,
    );
    await importBalance(
      db,
      [
        invoice('F1', 10_000, { amount: 12_000, custom: { project: 'toit' } }),
        invoice('F2', 5_000, { dueOn: '2026-03-02', issuedOn: '2026-01-05' }),
        invoice('F3', 900, { currency: 'CHF' }),
        invoice('F4', 2_000),
        invoice('AV', -1_000, { dueOn: null }),
      ],
      compta,
    );
    await importPayments(db, [payment('R1', 2_000, { invoice: 'F4', on: '2026-03-11' }), payment('R2', 50)], {
      ...compta,
      source: 'bank',
      at: start + day,
    });

    const facts = await gatherFacts(db, ['1', '999', 'x'], start + 8 * 3_600_000);

    expect([...facts.keys()]).toEqual(['1']);
    expect(facts.get('1')).toEqual({
      invoice: {
        id: '1',
        number: 'F1',
        instalment: 1,
        issuedOn: '2026-02-01',
        dueOn: '2026-03-01',
        amount: 12_000,
        open: 10_000,
        currency: 'EUR',
        tags: [],
        custom: { project: 'toit' },
        writtenOff: false,
        settledBy: null,
      },
      customer: {
        id: '1',
        number: 'C1',
        name: 'Dupont SA',
        language: 'fr',
        zone: 'Pacific/Auckland',
        country: null,
        segment: null,
        owner: null,
        tags: [],
        custom: {},
        excluded: null,
        insolvent: false,
        net: 13_950,
        credit: 1_050,
        overdue: 15_000,
        openInvoices: 3,
        firstInvoiceOn: '2026-01-05',
        averageDelay: 10,
        brokenPromises: 0,
      },
      contacts: [],
      disputes: [],
      promises: [],
      payments: [],
      holds: [],
      paused: false,
      replies: [],
      bounces: [],
      tasks: [],
      refreshedAt: start + day,
    });
  });

  it('asks three times for any number of invoices', async () => {
    const { db } = store();
    const rows = Array.from({ length: 500 }, (_, i) =>
      invoice(`F${i}`, 100 + i, { customer: `C${i % 100}` }),
    );
    await importBalance(db, rows, compta);
    const ids = (await db.selectFrom('invoice').select('id').execute()).map((row) => String(row.id));
    const counting = countQueries(db);

    const facts = await gatherFacts(counting.db, ids, start);

    expect(facts.size).toBe(500);
    expect(counting.queries()).toBe(3);
  });

  it('knows of no reading where there was none', async () => {
    const facts = await gatherFacts(store().db, [], start);

    expect(facts.size).toBe(0);
  });
});

function countQueries(db: Db) {
  let queries = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { db: db.withPlugin(plugin), queries: () => queries };
}
