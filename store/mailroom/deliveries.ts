import { sql } from 'kysely';
import type { Tone } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';
import type { DeliveryStatus, Recipient, Rendered } from '../schema/mailroom-tables.ts';

export interface NewDelivery {
  readonly customerId: number;
  readonly channel: string;
  readonly status: DeliveryStatus;
  /** Logical instant, and the instant on the wall clock. */
  readonly at: number;
  readonly realAt: number;
  readonly tone: Tone | null;
  readonly step: string;
  readonly messageId: string | null;
  readonly recipients: readonly Recipient[];
  readonly rendered: Rendered | null;
  readonly requests: readonly number[];
}

/** Books a delivery with its requests and gives its id, the idempotency key of the sending. */
export async function insertDelivery(tx: Tx, delivery: NewDelivery): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with made as (
      insert into delivery (customer_id, channel, status, at, real_at, tone, step, message_id, recipients, rendered)
      values (${delivery.customerId}, ${delivery.channel}, ${delivery.status}, ${delivery.at}, ${delivery.realAt},
              ${delivery.tone}, ${delivery.step}, ${delivery.messageId}, ${json(delivery.recipients)}::jsonb,
              ${delivery.rendered === null ? null : json(delivery.rendered)}::jsonb)
      returning id
    ), linked as (
      insert into delivery_request (delivery_id, request_id)
      select made.id, q from made, unnest(${[...delivery.requests]}::bigint[]) q
    )
    select id from made`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('a delivery was not booked');
  return id;
}

export interface Settled {
  readonly id: number;
  readonly from: readonly DeliveryStatus[];
  readonly to: DeliveryStatus;
  readonly providerId?: string | null;
  readonly error?: unknown;
  readonly by?: string;
}

/**
 * Moves a delivery on by a conditional update; gives false where it had moved before. Sets the
 * resolver where a person did it.
 */
export async function settleDelivery(tx: Tx, settled: Settled, now: number): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update delivery set status = ${settled.to}, provider_id = coalesce(${settled.providerId ?? null}, provider_id),
      error = coalesce(${settled.error === undefined ? null : json(settled.error)}::jsonb, error),
      resolved_at = ${settled.by === undefined ? null : now}, resolved_by = ${settled.by ?? null}
    where id = ${settled.id} and status = any(${[...settled.from]})
    returning id`.execute(tx);
  return rows.length > 0;
}

/** A request that belongs to a delivery, with the command that waits for it. */
export interface DeliveredRequest {
  readonly deliveryId: number;
  readonly requestId: number;
  readonly runId: string;
  readonly command: string;
}

export async function requestsOfDeliveries(
  db: Db | Tx,
  ids: readonly number[],
): Promise<readonly DeliveredRequest[]> {
  const { rows } = await sql<DeliveredRequest>`
    select d.delivery_id as "deliveryId", q.id as "requestId", q.run_id as "runId", q.command
    from delivery_request d join request q on q.id = d.request_id
    where d.delivery_id = any(${[...ids]}) order by d.delivery_id, q.id`.execute(db);
  return rows;
}

/** Deliveries whose fate nobody noted: handed to a sender that is gone. */
export async function abandonedDeliveries(
  db: Db,
  before: number,
): Promise<readonly { readonly id: number; readonly messageId: string | null }[]> {
  const { rows } = await sql<{ id: number; messageId: string | null }>`
    select id, message_id as "messageId" from delivery
    where status = 'sending' and real_at < ${before} order by id`.execute(db);
  return rows;
}

/** Message-IDs of the invoice's earlier emails, oldest first, for `References`. */
export async function earlierMessageIds(tx: Tx, invoiceId: number): Promise<readonly string[]> {
  const { rows } = await sql<{ messageId: string }>`
    select distinct d.id, d.message_id as "messageId"
    from delivery d join delivery_request l on l.delivery_id = d.id join request q on q.id = l.request_id
    where q.invoice_id = ${invoiceId} and d.message_id is not null and d.status in ('captured', 'sent', 'uncertain')
    order by d.id`.execute(tx);
  return rows.map(({ messageId }) => messageId);
}
