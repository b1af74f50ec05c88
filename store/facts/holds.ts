/** What stops contacts by a person's decision: a hold, a pause, an exclusion. */
import { sql } from 'kysely';
import { writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { storable } from '../json.ts';
import { announce } from '../outbox/announce.ts';
import type { HoldTable } from '../schema/ledger-tables.ts';
import { inTransaction } from './in-transaction.ts';
import { idOf, placeOf, type Scope } from './invoice-row.ts';
import type { Deed } from './invoices.ts';

export interface NewHold {
  readonly reason: string;
  /** Epoch milliseconds; null or absent without end. */
  readonly until?: number | null;
}

/** Holds the runs of an invoice or a customer, for a reason; returns the hold's id. */
export function placeHold(db: Db, scope: Scope, hold: NewHold, deed: Deed): Promise<string> {
  return place(db, 'hold', scope, hold, deed);
}

/** Nobody contacts this customer; returns the exclusion's id, which `liftHold` takes. */
export function exclude(db: Db, customer: string, hold: NewHold, deed: Deed): Promise<string> {
  return place(db, 'exclusion', { customer }, hold, deed);
}

/** Stops the runs of an invoice or a customer until `resume`; a second pause is the first. */
export async function pause(db: Db, scope: Scope, deed: Deed): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { customerId, invoiceId } = await placeOf(tx, scope);
    const { rows } = await sql`
      select id from hold where customer_id = ${customerId} and kind = 'pause' and lifted_at is null
        and invoice_id is not distinct from ${invoiceId}::bigint`.execute(tx);
    if (rows.length === 0) await place(tx, 'pause', scope, { reason: deed.why ?? '' }, deed);
  });
}

/** Ends the pause of an invoice or a customer; false where there was none. */
export function resume(db: Db, scope: Scope, deed: Deed): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { customerId, invoiceId } = await placeOf(tx, scope);
    const { rows } = await sql<{ id: number }>`
      select id from hold where customer_id = ${customerId} and kind = 'pause' and lifted_at is null
        and invoice_id is not distinct from ${invoiceId}::bigint`.execute(tx);
    for (const { id } of rows) await liftHold(tx, String(id), deed);
    return rows.length > 0;
  });
}

/** A hold that stands on exactly this invoice, or on the customer as a whole. */
export interface PlacedHold {
  readonly hold: string;
  readonly reason: string;
}

/** The holds of an invoice without those of its customer, or the other way round; oldest first. */
export async function holdsPlacedOn(db: Db, scope: Scope, at: number): Promise<readonly PlacedHold[]> {
  const own =
    'invoice' in scope
      ? sql`invoice_id = ${idOf(scope.invoice, 'invoice')}`
      : sql`customer_id = ${idOf(scope.customer, 'customer')} and invoice_id is null`;
  const { rows } = await sql<PlacedHold>`
    select id::text as hold, reason from hold
    where kind = 'hold' and lifted_at is null and (until_at is null or until_at > ${at}::bigint) and ${own}
    order by id`.execute(db);
  return rows;
}

/** Lifts a hold, an exclusion or a pause by its id; false where it did not stand. */
export function liftHold(db: Db, hold: string, deed: Deed): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ customerId: number; invoiceId: number | null; kind: HoldTable['kind'] }>`
      update hold set lifted_at = ${deed.at}::bigint where id = ${idOf(hold, 'hold')} and lifted_at is null
      returning customer_id as "customerId", invoice_id as "invoiceId", kind`.execute(tx);
    const [lifted] = rows;
    if (lifted === undefined) return false;
    const { customerId, invoiceId, kind } = lifted;
    await announce(
      tx,
      [{ what: 'released', customerId, invoiceId, object: hold, detail: { kind } }],
      deed.at,
    );
    const object = invoiceId === null ? `customer ${customerId}` : `invoice ${invoiceId}`;
    await writeAudit(tx, deed, { what: `lifted ${kind}`, object, why: deed.why ?? null, detail: { hold } });
    return true;
  });
}

function place(db: Db, kind: HoldTable['kind'], scope: Scope, hold: NewHold, deed: Deed): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { customerId, invoiceId, object } = await placeOf(tx, scope);
    const reason = storable(hold.reason);
    const until = hold.until ?? null;
    const { id } = await tx
      .insertInto('hold')
      .values({
        customer_id: customerId,
        invoice_id: invoiceId,
        kind,
        reason,
        until_at: until,
        placed_at: deed.at,
        lifted_at: null,
        by_who: deed.actor,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const detail = { kind, until };
    await announce(tx, [{ what: 'held', customerId, invoiceId, object: String(id), detail }], deed.at);
    await writeAudit(tx, deed, {
      what: `placed ${kind}`,
      object,
      why: reason,
      detail: { hold: String(id), until },
    });
    return String(id);
  });
}
