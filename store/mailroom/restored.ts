import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';

/** A message that the send journal alone knew of after a restore, for one request that it was sent for. */
export interface RestoredDelivery {
  readonly invoiceId: number;
  readonly deliveryId: number;
  /** Uncertain until a person has said what became of it. */
  readonly status: 'uncertain' | 'sent';
  readonly requestId: number;
  readonly runId: string;
  readonly step: string;
  /** Below zero where no run comes to that request. */
  readonly visit: number;
}

/**
 * Of these customers, by invoice and id: what nobody has resolved, and what was sent as a person says but
 * no request that a run ever made was answered with. Nobody resolves one of them until the transaction ends.
 */
export async function restoredDeliveries(
  tx: Tx,
  customers: readonly number[],
): Promise<ReadonlyMap<number, readonly RestoredDelivery[]>> {
  const { rows } = await sql<RestoredDelivery>`
    select q.invoice_id as "invoiceId", d.id as "deliveryId", d.status, q.id as "requestId", q.run_id as "runId",
      q.step, q.visit
    from delivery d join delivery_request l on l.delivery_id = d.id join request q on q.id = l.request_id
    where d.customer_id = any(${[...customers]}) and d.error ->> 'code' = 'restored'
      and (d.status = 'uncertain' or d.status = 'sent' and not exists (
        select from delivery_request o join request a on a.id = o.request_id
        where o.delivery_id = d.id and a.invoice_id = q.invoice_id and a.payload <> '{}'))
    order by d.id, q.id for share of d`.execute(tx);
  return Map.groupBy(rows, ({ invoiceId }) => invoiceId);
}

/** Notes that these requests are answered with these deliveries: what is said of one is said of the other. */
export async function linkDeliveries(
  tx: Tx,
  links: readonly { readonly delivery: number; readonly request: number }[],
): Promise<void> {
  if (links.length === 0) return;
  await sql`
    insert into delivery_request (delivery_id, request_id)
    select delivery, request from jsonb_to_recordset(${json(links)}::jsonb) as x(delivery bigint, request bigint)
    on conflict do nothing`.execute(tx);
}
