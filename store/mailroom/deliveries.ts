import { sql } from 'kysely';
import type { Tone } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';
import type { DeliveryStatus, Recipient, Rendered } from '../schema/mailroom-tables.ts';

export interface NewDelivery {
  readonly id: number;
  readonly customer_id: number;
  readonly channel: string;
  readonly status: DeliveryStatus;
  /** Logical instant, and the instant on the wall clock. */
  readonly at: number;
  readonly real_at: number;
  readonly tone: Tone | null;
  readonly step: string;
  readonly message_id: string | null;
  readonly recipients: readonly Recipient[];
  readonly rendered: Rendered | null;
  /** The journal of whoever sends it; null where others may write that one too. */
  readonly journal: string | null;
  readonly requests: readonly number[];
}

/** Reserves ids of deliveries: they name messages before these are booked. */
export async function reserveDeliveryIds(tx: Tx, count: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('delivery', 'id')) as id from generate_series(1, ${count}::int)`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** Books deliveries with their requests. The id is the idempotency key of the sending. */
export async function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = json(deliveries);
  await sql`
    insert into delivery (id, customer_id, channel, status, at, real_at, tone, step, message_id, recipients, rendered,
      journal)
    select id, customer_id, channel, status, at, real_at, tone, step, message_id, recipients,
           nullif(rendered, 'null'::jsonb), journal
    from jsonb_to_recordset(${rows}::jsonb)
      as x(id bigint, customer_id bigint, channel text, status text, at bigint, real_at bigint, tone text,
           step text, message_id text, recipients jsonb, rendered jsonb, journal text)`.execute(tx);
  await sql`
    insert into delivery_request (delivery_id, request_id)
    select x.id, q::bigint from jsonb_to_recordset(${rows}::jsonb) as x(id bigint, requests jsonb),
      jsonb_array_elements_text(x.requests) q`.execute(tx);
}

export interface Settled {
  readonly id: number;
  /** Where it is known: nothing is settled under the number of another message. */
  readonly messageId?: string | null;
  readonly from: readonly DeliveryStatus[];
  readonly to: DeliveryStatus;
  readonly providerId?: string | null;
  readonly error?: unknown;
  readonly by?: string;
}

/**
 * Moves deliveries on by a conditional update; gives those that had not moved before. Sets the resolver
 * where a person did it.
 */
export async function settleDeliveries(
  tx: Tx,
  settled: readonly Settled[],
  now: number,
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    update delivery set status = x.to, provider_id = coalesce(x."providerId", provider_id),
      error = coalesce(nullif(x.error, 'null'::jsonb), delivery.error),
      resolved_at = case when x.by is null then null else ${now}::bigint end, resolved_by = x.by
    from jsonb_to_recordset(${json(settled)}::jsonb)
      as x(id bigint, "messageId" text, "from" jsonb, "to" text, "providerId" text, error jsonb, by text)
    where delivery.id = x.id and x.from @> to_jsonb(delivery.status)
      and (x."messageId" is null or delivery.message_id = x."messageId")
    returning delivery.id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Moves one on; gives false where it had moved before. */
export async function settleDelivery(tx: Tx, settled: Settled, now: number): Promise<boolean> {
  return (await settleDeliveries(tx, [settled], now)).has(settled.id);
}

/** A request that belongs to a delivery, with the command that waits for it. */
export interface DeliveredRequest {
  readonly deliveryId: number;
  readonly requestId: number;
  readonly channel: string;
  readonly runId: string;
  readonly command: string;
  /** When the request was first asked, and how many of its deliveries have failed. */
  readonly since: number;
  readonly failures: number;
}

export async function requestsOfDeliveries(
  db: Db | Tx,
  ids: readonly number[],
): Promise<readonly DeliveredRequest[]> {
  const { rows } = await sql<DeliveredRequest>`
    select d.delivery_id as "deliveryId", q.id as "requestId", q.channel, q.run_id as "runId", q.command, q.since,
      (select count(*) from delivery_request l join delivery f on f.id = l.delivery_id
       where l.request_id = q.id and f.status = 'failed') as failures
    from delivery_request d join request q on q.id = d.request_id
    where d.delivery_id = any(${[...ids]}) order by d.delivery_id, q.id`.execute(db);
  return rows;
}

/** Where a request of a delivery stands, when a person says what became of that delivery. */
export interface RequestAtHand {
  readonly requestId: number;
  readonly runId: string;
  /** True while the run is at its step: not done, it would ask for it again. */
  readonly isWanted: boolean;
  /** The latest other delivery that was made for it and may have left; `otherLeft` the latest that surely has. */
  readonly other: number | null;
  readonly otherLeft: number | null;
}

export async function requestsAtHand(tx: Tx, delivery: number): Promise<readonly RequestAtHand[]> {
  const { rows } = await sql<RequestAtHand>`
    select q.id as "requestId", q.run_id as "runId", o.other, o."otherLeft",
      coalesce(r.status <> 'finished' and r.step = q.step and r.visit = q.visit, false) as "isWanted"
    from delivery_request own join request q on q.id = own.request_id left join run r on r.id = q.run_id
    cross join lateral (
      select max(d.id) as other, max(d.id) filter (where d.status in ('captured', 'sent')) as "otherLeft"
      from delivery_request l join delivery d on d.id = l.delivery_id
      where l.request_id = q.id and d.id <> ${delivery}
        and d.status in ('captured', 'sending', 'sent', 'uncertain')) o
    where own.delivery_id = ${delivery} order by q.id`.execute(tx);
  return rows;
}

/** Requests are done with a delivery that has left after all, and not asked again. */
export async function acceptLate(tx: Tx, delivery: number, requests: readonly number[]): Promise<void> {
  await sql`
    update request set slot_id = null,
      status = case status when 'slotted' then 'answered' when 'sending' then 'asked' else status end,
      outcome = jsonb_build_object('fate', 'done', 'delivery', ${delivery}::text)
    where id = any(${[...requests]})`.execute(tx);
}

/** Notes what was found out about a delivery beside its fate. */
export async function remarkOn(tx: Tx, delivery: number, error: unknown): Promise<void> {
  await sql`update delivery set error = ${json(error)}::jsonb where id = ${delivery}`.execute(tx);
}

/** A delivery whose fate nobody noted. */
export interface Unsettled {
  readonly id: number;
  readonly messageId: string | null;
}

/** Deliveries booked before an instant whose fate nobody noted: handed to a sender that is gone. */
export async function abandonedDeliveries(db: Db, before: number): Promise<readonly Unsettled[]> {
  const { rows } = await sql<Unsettled>`
    select id, message_id as "messageId" from delivery
    where status = 'sending' and real_at < ${before} order by id`.execute(db);
  return rows;
}

/** Deliveries whose fate nobody noted, of one journal's sender. */
export async function unsettledOf(db: Db, journal: string): Promise<readonly Unsettled[]> {
  const { rows } = await sql<Unsettled>`
    select id, message_id as "messageId" from delivery
    where status = 'sending' and journal = ${journal} order by id`.execute(db);
  return rows;
}

/** Deliveries of which a person has to say what became of them. */
export async function uncertainDeliveries(db: Db): Promise<readonly Unsettled[]> {
  const { rows } = await sql<Unsettled>`
    select id, message_id as "messageId" from delivery where status = 'uncertain' order by id`.execute(db);
  return rows;
}

/** Puts the requests of a delivery that never reached its provider before the mailroom again. */
export async function reopenRequests(db: Db, delivery: number, error: unknown): Promise<void> {
  await sql`
    with dead as (
      update delivery set status = 'failed', error = ${json(error)}::jsonb
      where id = ${delivery} and status = 'sending' returning id
    )
    update request set status = 'asked', outcome = null
    where id in (select request_id from delivery_request where delivery_id in (select id from dead))`.execute(
    db,
  );
}

/**
 * Message-ID of the newest email that a provider has answered for, of all or of one journal's sender; null
 * where there is none.
 */
export async function newestSettled(db: Db, journal: string | null): Promise<string | null> {
  const { rows } = await sql<{ messageId: string }>`
    select message_id as "messageId" from delivery
    where message_id is not null and resolved_by is null
      and (${journal}::text is null or journal = ${journal})
      and (status = 'sent' or (status = 'failed' and error->>'code' <> 'sender-gone'))
    order by id desc limit 1`.execute(db);
  return rows[0]?.messageId ?? null;
}

/** What reached the customer about an invoice before. */
export interface EarlierContacts {
  /** Message-IDs of emails, oldest first, for `References`. */
  readonly messageIds: readonly string[];
  /** Logical instant and channel of the latest contact. */
  readonly last: { readonly at: number; readonly channel: string } | null;
}

export async function earlierContacts(
  tx: Tx,
  invoices: readonly number[],
): Promise<ReadonlyMap<number, EarlierContacts>> {
  const { rows } = await sql<{ invoiceId: number; at: number; channel: string; messageId: string | null }>`
    select q.invoice_id as "invoiceId", d.at, d.channel, d.message_id as "messageId"
    from request q join delivery_request l on l.request_id = q.id join delivery d on d.id = l.delivery_id
    where q.invoice_id = any(${[...invoices]}) and d.status in ('captured', 'sent', 'uncertain')
      and d.channel in ('email', 'sms', 'letter', 'registered-letter')
    order by d.id`.execute(tx);
  const byInvoice = Map.groupBy(rows, ({ invoiceId }) => invoiceId);
  return new Map(
    [...byInvoice].map(([invoice, contacts]) => [
      invoice,
      {
        messageIds: [...new Set(contacts.flatMap(({ messageId }) => messageId ?? []))],
        last: contacts.at(-1) ?? null,
      },
    ]),
  );
}
