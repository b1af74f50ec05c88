/**
 * An aged balance: each row says what is open of one invoice at the moment the source was read. The
 * difference to what the ledger has becomes a movement, so that the same file twice changes nothing.
 * Set by set, a few statements a thousand rows.
 */
import { sql } from 'kysely';
import type { InvoiceRow } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { absorbReceipts } from './absorb-receipts.ts';
import { acceptInvoices, placeRow } from './balance-rows.ts';
import { ensureCustomers } from './ensure-customers.ts';
import { batchesOf, type ImportContext, type Importing, planAnew, runImport } from './import-context.ts';
import { type ImportNotes, type ImportReport, type ImportResult, noNotes } from './import-report.ts';
import { placeInstalments } from './place-instalments.ts';
import { settleMissing } from './settle-missing.ts';
import { type Tally, takeBalanceBatch } from './take-balance-batch.ts';

/**
 * Takes an aged balance. Customers that are missing are made (named by their number where the row has
 * no name); rows that make no sense are refused one by one and said in the notes.
 */
export function importBalance(
  db: Db,
  rows: readonly InvoiceRow[],
  context: ImportContext,
): Promise<ImportResult> {
  return runImport(db, 'balance', context, async (importing) => {
    const { accepted, refused } = acceptInvoices(rows);
    if (await isOutdated(importing)) {
      return reportOf({ ...noNotes, refused, outdated: true }, accepted.length, 0);
    }
    for (const { entity } of accepted) importing.entities.add(entity);
    const customers = await ensureCustomers(importing, accepted.map(customerOf), true);
    const tally: Tally = {
      created: [],
      changed: [],
      settled: [],
      reopened: [],
      leftAlone: [],
      unchanged: 0,
      paid: 0,
    };
    await planAnew(importing, customers.created.length);
    const listed: number[] = [];
    let isPlanned = false;
    const placed = accepted.flatMap((row) => {
      const customerId = customers.idOf(row.entity, row.customer);
      return customerId === undefined ? [] : [placeRow(row, customerId)];
    });
    for (const batch of batchesOf(importing, await placeInstalments(importing.tx, placed))) {
      listed.push(...(await takeBalanceBatch(importing, batch, tally)));
      if (!isPlanned) isPlanned = await planAnew(importing, tally.created.length);
    }
    if (context.complete === true) {
      const entities = [...new Set(accepted.map((row) => row.entity))];
      const unread = refused.flatMap(({ row }) => rows[row] ?? []);
      const missing = await settleMissing(importing, entities, listed, unread);
      tally.settled.push(...missing.settled);
      tally.leftAlone.push(...missing.leftAlone);
      tally.paid += missing.paid;
    }
    await absorbReceipts(importing);
    const { unchanged, paid, ...lists } = tally;
    return reportOf({ ...noNotes, ...lists, refused, customersCreated: customers.created }, unchanged, paid);
  });
}

function customerOf(row: InvoiceRow) {
  return { entity: row.entity, number: row.customer, name: row.customerName };
}

/** True where a balance of the same source was read at a later moment already. */
async function isOutdated({ tx, id, context, asOf }: Importing): Promise<boolean> {
  const later = await tx
    .selectFrom('import')
    .select('id')
    .where('source', '=', context.source)
    .where('kind', '=', 'balance')
    .where('undone_at', 'is', null)
    .where('id', '<>', id)
    .where('as_of', '>', asOf)
    .where(sql<boolean>`counts -> 'outdated' is null`)
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}

function reportOf(notes: ImportNotes, unchanged: number, paid: number): ImportReport {
  return {
    created: notes.created.length,
    changed: notes.changed.length,
    settled: notes.settled.length,
    reopened: notes.reopened.length,
    unchanged,
    paid,
    notes,
  };
}
