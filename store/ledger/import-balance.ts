/**
 * An aged balance: each row says what is open of one invoice at the moment the source was read. The
 * difference to what the ledger has becomes a movement, so that the same file twice changes nothing.
 * Set by set, a few statements a thousand rows.
 */
import { sql } from 'kysely';
import type { InvoiceRow } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { json } from '../json.ts';
import { announce, askFlowsAgain } from '../outbox/announce.ts';
import { dayOf } from './acceptable.ts';
import { acceptInvoices, type KnownInvoice, type PlacedRow, placeRow, readKnown } from './balance-rows.ts';
import { batches } from './batches.ts';
import { compareFields, type InvoiceUpdate, movementTo } from './compare-invoice.ts';
import { createInvoices } from './create-invoices.ts';
import { ensureCustomers } from './ensure-customers.ts';
import {
  type ImportContext,
  type Importing,
  type ImportNotes,
  type ImportReport,
  type ImportResult,
  type InvoiceNote,
  noNotes,
  runImport,
} from './import-context.ts';
import { newerElsewhere } from './newer-elsewhere.ts';
import { type NewMovement, postMovements } from './post-movements.ts';
import { settleMissing } from './settle-missing.ts';

/** Takes an aged balance. Rows that make no sense are refused one by one, and said in the notes. */
export function importBalance(
  db: Db,
  rows: readonly InvoiceRow[],
  context: ImportContext,
): Promise<ImportResult> {
  return runImport(db, 'balance', context, async (importing) => {
    const { accepted, refused } = acceptInvoices(rows);
    if (await isOutdated(importing))
      return reportOf({ ...noNotes, refused, outdated: true }, accepted.length, 0);
    const wanted = accepted.map((row) => ({
      entity: row.entity,
      number: row.customer,
      name: row.customerName,
    }));
    const customers = await ensureCustomers(importing, wanted, true);
    const tally = new Tally();
    const listed: number[] = [];
    for (const batch of batches(accepted)) {
      const placed = batch.flatMap((row) => {
        const customerId = customers.idOf(row.entity, row.customer);
        return customerId === undefined ? [] : [placeRow(row, customerId)];
      });
      listed.push(...(await takeBatch(importing, placed, batch, tally)));
    }
    if (context.complete === true) {
      const entities = [...new Set(accepted.map((row) => row.entity))];
      const unread = refused.flatMap(({ row }) => rows[row] ?? []);
      const missing = await settleMissing(importing, entities, listed, unread);
      tally.settled.push(...missing.settled);
      tally.leftAlone.push(...missing.leftAlone);
      tally.paid += missing.paid;
    }
    const notes = { ...noNotes, ...tally.lists(), refused, customersCreated: customers.created };
    return reportOf(notes, tally.unchanged, tally.paid);
  });
}

class Tally {
  readonly created: InvoiceNote[] = [];
  readonly changed: InvoiceNote[] = [];
  readonly settled: InvoiceNote[] = [];
  readonly reopened: InvoiceNote[] = [];
  readonly leftAlone: InvoiceNote[] = [];
  unchanged = 0;
  paid = 0;

  lists() {
    const { created, changed, settled, reopened, leftAlone } = this;
    return { created, changed, settled, reopened, leftAlone };
  }
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

/** True where the same source has been read at a later moment already. */
async function isOutdated({ tx, context, asOf }: Importing): Promise<boolean> {
  const source = await tx
    .selectFrom('source')
    .select('as_of')
    .where('name', '=', context.source)
    .executeTakeFirst();
  return source?.as_of !== null && source?.as_of !== undefined && source.as_of > asOf;
}

/** Takes one batch; returns the ids of the known invoices in it. */
async function takeBatch(
  importing: Importing,
  rows: readonly PlacedRow[],
  given: readonly InvoiceRow[],
  tally: Tally,
): Promise<readonly number[]> {
  const { tx, asOf, context } = importing;
  const known = await readKnown(tx, rows);
  const moving = [...known].filter(([place, invoice]) => rows[place]?.open !== invoice.open);
  const newer = await newerElsewhere(
    tx,
    moving.map(([, invoice]) => invoice.id),
    context.source,
    asOf,
  );
  const fresh: number[] = [];
  const updates: InvoiceUpdate[] = [];
  const movements: NewMovement[] = [];
  const moved: KnownInvoice[] = [];
  rows.forEach((row, place) => {
    const invoice = known.get(place);
    if (invoice === undefined) {
      fresh.push(place);
      return;
    }
    const keeps = invoice.writtenOff || newer.has(invoice.id) || row.currency !== invoice.currency;
    const movement = keeps ? null : movementTo(invoice, row.open, dayOf(asOf));
    const update = compareFields(invoice, row, context.source);
    if (movement !== null) movements.push(movement);
    if (update !== null) updates.push(update);
    if (update !== null && update.dueOn !== invoice.dueOn) moved.push(invoice);
    const after = {
      open: movement === null ? invoice.open : row.open,
      dueOn: update?.dueOn ?? invoice.dueOn,
    };
    const note = noteOf(
      invoice.id,
      given[place]?.customer ?? '',
      row,
      { open: invoice.open, dueOn: invoice.dueOn },
      after,
    );
    if (keeps && row.open !== invoice.open) tally.leftAlone.push(note);
    if (invoice.open > 0 && after.open <= 0) tally.settled.push(note);
    else if (invoice.open <= 0 && after.open > 0) tally.reopened.push(note);
    else if (movement !== null || update !== null) tally.changed.push(note);
    else tally.unchanged += 1;
  });
  const ids = await createInvoices(
    importing,
    fresh.flatMap((place) => rows[place] ?? []),
  );
  fresh.forEach((place, order) => {
    const row = rows[place];
    if (row === undefined) return;
    const after = { open: row.open, dueOn: row.dueOn ?? null };
    tally.created.push(noteOf(ids[order] ?? 0, given[place]?.customer ?? '', row, null, after));
  });
  await updateInvoices(importing, updates);
  const posting = { at: context.at, source: context.source, importId: importing.id };
  const posted = await postMovements(tx, movements, posting);
  tally.paid += posted.filter((one) => one.kind === 'payment').length;
  await announce(
    tx,
    moved.map((one) => ({ what: 'due-date-moved', customerId: one.customerId, invoiceId: one.id })),
    context.at,
  );
  return [...[...known.values()].map((invoice) => invoice.id), ...ids];
}

function noteOf(
  id: number,
  customer: string,
  row: PlacedRow,
  before: InvoiceNote['before'],
  after: InvoiceNote['after'],
): InvoiceNote {
  const { number, instalment, currency } = row;
  return { invoice: String(id), customer, number, instalment, currency, before, after };
}

async function updateInvoices({ tx }: Importing, updates: readonly InvoiceUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await sql`
    update invoice set issued_on = row."issuedOn", due_on = row."dueOn", amount = row.amount,
      custom = row.custom, source = row.source
    from json_to_recordset(${json(updates)}::json) as row(
      id bigint, "issuedOn" date, "dueOn" date, amount bigint, custom jsonb, source text)
    where invoice.id = row.id`.execute(tx);
  await askFlowsAgain(tx, { invoices: updates.map((one) => one.id), customers: [] });
}
