/**
 * The one way in which an amount changes: movements are appended, the invoices' open amounts follow,
 * and what that means for their runs is announced, all in the caller's transaction.
 */
import { sql } from 'kysely';
import type { Happening } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { json } from '../json.ts';
import { type Announcement, announce } from '../outbox/announce.ts';
import type { MovementKind } from '../schema/ledger-tables.ts';
import { batches } from './batches.ts';

export interface NewMovement {
  /** Null: on account. */
  readonly invoiceId: number | null;
  readonly customerId: number;
  readonly kind: MovementKind;
  /** Minor units, signed: the effect on what is open. */
  readonly amount: number;
  readonly currency: string;
  /** `YYYY-MM-DD`. */
  readonly occurredOn: string;
  readonly reference?: string | null;
  readonly part?: number;
  readonly already?: number;
  readonly reverses?: number;
}

export interface Posting {
  readonly at: number;
  readonly source: string;
  readonly importId: number | null;
}

/** What came of one movement; repeats (same source, reference and part) are left out. */
export interface Posted extends NewMovement {
  readonly id: number;
  /** Open amount before and after all movements of the invoice in the same batch; null on account. */
  readonly before: number | null;
  readonly after: number | null;
}

export async function postMovements(
  db: Db,
  movements: readonly NewMovement[],
  posting: Posting,
): Promise<readonly Posted[]> {
  const all: Posted[] = [];
  for (const batch of batches(movements)) {
    const inserted = await insertMovements(db, batch, posting);
    const moved = await moveOpenAmounts(db, inserted);
    const posted = inserted.map((one) => {
      const change = one.invoiceId === null ? undefined : moved.get(one.invoiceId);
      return { ...one, before: change?.before ?? null, after: change?.after ?? null };
    });
    await announce(db, announcements(posted, moved), posting.at);
    all.push(...posted);
  }
  return all;
}

/** Appends movements whose invoices show them already; repeats are left out. */
export async function insertMovements(db: Db, batch: readonly NewMovement[], posting: Posting) {
  const rows = batch.map((one, place) => ({ ...one, place, part: one.part ?? 0, already: one.already ?? 0 }));
  const { rows: inserted } = await sql<{ id: number; place: number }>`
    with given as (
      select nextval(pg_get_serial_sequence('movement', 'id')) as id, row.*
      from json_to_recordset(${json(rows)}::json) as row(
        place integer, "invoiceId" bigint, "customerId" bigint, kind text, amount bigint, currency text,
        "occurredOn" date, reference text, part smallint, already bigint, reverses bigint)
    ), made as (
      insert into movement (id, invoice_id, customer_id, kind, amount, currency, occurred_on, recorded_at,
        source, import_id, reference, part, already, reverses)
      select id, "invoiceId", "customerId", kind, amount, currency, "occurredOn", ${posting.at}::bigint,
        ${posting.source}::text, ${posting.importId}::bigint, reference, part, already, reverses
      from given order by place
      on conflict (source, reference, part) where reference is not null and undone_at is null do nothing
      returning id
    )
    select made.id, given.place from made join given using (id) order by given.place`.execute(db);
  return inserted.flatMap(({ id, place }) => {
    const movement = batch[place];
    return movement === undefined ? [] : [{ ...movement, id }];
  });
}

interface Change {
  readonly before: number;
  readonly after: number;
  readonly settledBy: 'paid' | 'credited' | null;
}

interface Sum {
  readonly id: number;
  delta: number;
  paid: boolean;
  lost: boolean;
  on: string;
}

/** Adds the movements to their invoices; an invoice that comes to nothing notes what settled it. */
async function moveOpenAmounts(
  db: Db,
  movements: readonly NewMovement[],
): Promise<ReadonlyMap<number, Change>> {
  const sums = new Map<number, Sum>();
  for (const one of movements) {
    if (one.invoiceId === null) continue;
    const sum = sums.get(one.invoiceId) ?? {
      id: one.invoiceId,
      delta: 0,
      paid: false,
      lost: false,
      on: one.occurredOn,
    };
    sum.delta += one.amount;
    if (one.occurredOn > sum.on) sum.on = one.occurredOn;
    sum.paid ||= one.kind === 'payment';
    sum.lost ||= one.kind === 'write-off';
    sums.set(one.invoiceId, sum);
  }
  if (sums.size === 0) return new Map();
  const { rows } = await sql<{ id: number; before: number; after: number; settled_by: Change['settledBy'] }>`
    with was as (
      select invoice.id, invoice.open as before, row.delta, row.paid, row.lost, row."on"
      from invoice join json_to_recordset(${json([...sums.values()])}::json)
        as row(id bigint, delta bigint, paid boolean, lost boolean, "on" date) using (id)
      order by invoice.id for update of invoice
    )
    update invoice set open = was.before + was.delta,
      settled_on = case when was.before + was.delta > 0 then null
        when was.before > 0 then was."on" else settled_on end,
      settled_by = case when was.before + was.delta > 0 or was.lost then null
        when was.before <= 0 then settled_by
        when was.paid or exists (select from movement
          where invoice_id = was.id and kind = 'payment' and undone_at is null) then 'paid'
        else 'credited' end
    from was where invoice.id = was.id
    returning invoice.id, was.before, invoice.open as after, invoice.settled_by`.execute(db);
  return new Map(
    rows.map((row) => [row.id, { before: row.before, after: row.after, settledBy: row.settled_by }]),
  );
}

/** One happening an invoice: of its last movement, which says what kind it was. */
function announcements(posted: readonly Posted[], moved: ReadonlyMap<number, Change>): Announcement[] {
  const last = new Map<number, Posted>();
  for (const one of posted) if (one.invoiceId !== null && one.amount !== 0) last.set(one.invoiceId, one);
  return [...last].flatMap(([invoiceId, one]) => {
    const change = moved.get(invoiceId);
    const what = change === undefined ? null : happeningOf(one.kind, change);
    return what === null ? [] : [{ what, customerId: one.customerId, invoiceId, object: String(one.id) }];
  });
}

function happeningOf(kind: MovementKind, { before, after, settledBy }: Change): Happening | null {
  if (kind === 'write-off') return 'written-off';
  if (before > 0 && after <= 0) return settledBy === 'credited' ? 'credited' : 'paid';
  if (kind === 'reversal' || (before <= 0 && after > 0)) return 'reversed';
  if (after >= before || before <= 0) return null;
  if (kind === 'payment') return 'partly-paid';
  return kind === 'credit' ? 'credited' : null;
}
