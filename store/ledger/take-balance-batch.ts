/** One batch of a balance: compares its rows with the ledger, then writes what differs, set by set. */
import { sql } from 'kysely';
import { json } from '../json.ts';
import { announce, askFlowsAgain } from '../outbox/announce.ts';
import { dayOf } from './acceptable.ts';
import { type KnownInvoice, type PlacedRow, readKnown } from './balance-rows.ts';
import { compareFields, type InvoiceUpdate, movementTo } from './compare-invoice.ts';
import { createInvoices } from './create-invoices.ts';
import type { Importing } from './import-context.ts';
import type { InvoiceNote } from './import-report.ts';
import { newerElsewhere } from './newer-elsewhere.ts';
import { type NewMovement, postMovements } from './post-movements.ts';
import { readUndoneReading } from './undone-reading.ts';

/** What a balance did so far; grows batch by batch. */
export interface Tally {
  readonly created: InvoiceNote[];
  readonly changed: InvoiceNote[];
  readonly settled: InvoiceNote[];
  readonly reopened: InvoiceNote[];
  readonly leftAlone: InvoiceNote[];
  unchanged: number;
  paid: number;
}

/** Takes one batch; returns the ids of the invoices in it. */
export async function takeBalanceBatch(
  importing: Importing,
  rows: readonly PlacedRow[],
  tally: Tally,
): Promise<readonly number[]> {
  const { tx, context } = importing;
  const known = await readKnown(tx, rows);
  const undone = await readUndoneReading(
    importing,
    [...known.values()].map((invoice) => invoice.id),
  );
  const unmovable = await readUnmovable(importing, rows, known, undone);
  const ahead = await sourcesAhead(importing);
  const updates: InvoiceUpdate[] = [];
  const movements: NewMovement[] = [];
  const postponed: KnownInvoice[] = [];
  for (const [place, invoice] of known) {
    const row = rows[place];
    if (row === undefined) continue;
    const sameCurrency = row.currency === invoice.currency;
    const left = unmovable.has(invoice.id);
    const open = left ? invoice.open + (undone.get(invoice.id) ?? 0) : row.open;
    const movement = movementTo(invoice, open, dayOf(importing.asOf));
    const isTheirs = invoice.source !== context.source && ahead.has(invoice.source);
    const update = sameCurrency && !isTheirs ? compareFields(invoice, row, context.source) : null;
    if (movement !== null) movements.push(movement);
    if (update !== null) updates.push(update);
    if (update !== null && update.dueOn !== invoice.dueOn) postponed.push(invoice);
    count(tally, row, invoice, open, update, left);
  }
  const fresh = rows.filter((_, place) => !known.has(place));
  const ids = await createInvoices(importing, fresh);
  fresh.forEach((row, order) => {
    const after = { open: row.open, dueOn: row.dueOn ?? null };
    tally.created.push(noteOf(ids[order] ?? 0, row, null, after));
  });
  await updateInvoices(importing, updates);
  const posting = { at: context.at, source: context.source, importId: importing.id };
  const posted = await postMovements(tx, movements, posting);
  tally.paid += posted.filter((one) => one.kind === 'payment').length;
  const moves = postponed.map(({ customerId, id }) => ({
    what: 'due-date-moved' as const,
    customerId,
    invoiceId: id,
  }));
  await announce(tx, moves, context.at);
  return [...[...known.values()].map((invoice) => invoice.id), ...ids];
}

/** Sources that were read later than this one: what they say of their own invoices stays. */
async function sourcesAhead({ tx, asOf }: Importing): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('import')
    .select('source')
    .distinct()
    .where('kind', '=', 'balance')
    .where('undone_at', 'is', null)
    .where('as_of', '>', asOf)
    .execute();
  return new Set(rows.map(({ source }) => source));
}

/** Invoices whose open amount differs and stays: written off, in another currency, or known better elsewhere. */
async function readUnmovable(
  { tx, context, asOf }: Importing,
  rows: readonly PlacedRow[],
  known: ReadonlyMap<number, KnownInvoice>,
  undone: ReadonlyMap<number, number>,
): Promise<ReadonlySet<number>> {
  const differing = [...known].filter(
    ([place, { id, open, currency }]) =>
      rows[place]?.open !== open || rows[place]?.currency !== currency || undone.has(id),
  );
  const ids = differing.map(([, invoice]) => invoice.id);
  const newer = await newerElsewhere(tx, ids, context.source, asOf);
  const others = differing.filter(
    ([place, invoice]) => invoice.writtenOff || rows[place]?.currency !== invoice.currency,
  );
  return new Set([...newer, ...others.map(([, invoice]) => invoice.id)]);
}

function count(
  tally: Tally,
  row: PlacedRow,
  invoice: KnownInvoice,
  open: number,
  update: InvoiceUpdate | null,
  left: boolean,
): void {
  const before = { open: invoice.open, dueOn: invoice.dueOn };
  const note = noteOf(invoice.id, row, before, {
    open,
    dueOn: update === null ? invoice.dueOn : update.dueOn,
  });
  if (left) tally.leftAlone.push(note);
  if (before.open > 0 && open <= 0) tally.settled.push(note);
  else if (before.open <= 0 && open > 0) tally.reopened.push(note);
  else if (before.open !== open || update !== null) tally.changed.push(note);
  else tally.unchanged += 1;
}

function noteOf(
  id: number,
  row: PlacedRow,
  before: InvoiceNote['before'],
  after: InvoiceNote['after'],
): InvoiceNote {
  const { customer, number, instalment, currency } = row;
  return { invoice: String(id), customer, number, instalment, currency, before, after };
}

/** Writes the fields of invoices that a source knows better now. */
export async function updateInvoices({ tx }: Importing, updates: readonly InvoiceUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await sql`
    update invoice set issued_on = row."issuedOn", due_on = row."dueOn", amount = row.amount,
      custom = row.custom, source = row.source
    from json_to_recordset(${json(updates)}::json) as row(
      id bigint, "issuedOn" date, "dueOn" date, amount bigint, custom jsonb, source text)
    where invoice.id = row.id`.execute(tx);
  await askFlowsAgain(tx, { invoices: updates.map((one) => one.id), customers: [] });
}
