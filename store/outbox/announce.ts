import { sql } from 'kysely';
import type { Happening } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { json } from '../json.ts';
import { batches } from '../ledger/batches.ts';

/** What happened, to be relayed to runs: of one invoice, of all of a customer's, or (both null) of every one. */
export interface Announcement {
  readonly what: Happening;
  readonly customerId: number | null;
  readonly invoiceId: number | null;
  /** The id of the dispute, promise, payment, delivery or task. */
  readonly object?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Writes happenings to the outbox, in the transaction of the facts that they tell. Invoices that no
 * flow took are asked again, because their facts changed.
 */
export async function announce(db: Db, happenings: readonly Announcement[], at: number): Promise<void> {
  for (const batch of batches(happenings)) {
    const rows = batch.map((one) => ({ ...one, object: one.object ?? null, detail: one.detail ?? {} }));
    await sql`
      insert into outbox (what, customer_id, invoice_id, object, detail, recorded_at)
      select what, "customerId", "invoiceId", object, detail, ${at}::bigint
      from json_to_recordset(${json(rows)}::json)
        as row(what text, "customerId" bigint, "invoiceId" bigint, object text, detail jsonb)`.execute(db);
    await askFlowsAgain(db, {
      invoices: batch.flatMap((one) => one.invoiceId ?? []),
      customers: batch.flatMap((one) => (one.invoiceId === null ? (one.customerId ?? []) : [])),
    });
  }
}

/** Forgets that no flow takes these invoices. */
export async function askFlowsAgain(
  db: Db,
  whose: { readonly invoices: readonly number[]; readonly customers: readonly number[] },
): Promise<void> {
  if (whose.invoices.length + whose.customers.length === 0) return;
  await sql`
    delete from no_flow where invoice_id = any(${whose.invoices}::bigint[])
      or invoice_id in (select id from invoice where customer_id = any(${whose.customers}::bigint[]))
  `.execute(db);
}
