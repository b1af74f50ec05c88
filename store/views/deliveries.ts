import { sql } from 'kysely';
import type { Tone } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { rowId } from '../row-id.ts';
import type { DeliveryStatus, Recipient, Rendered } from '../schema/mailroom-tables.ts';

export interface DeliveryLine {
  readonly delivery: string;
  readonly status: DeliveryStatus;
  readonly channel: string;
  readonly tone: Tone | null;
  readonly step: string;
  /** Logical and real, epoch milliseconds. */
  readonly at: number;
  readonly realAt: number;
  readonly customer: string;
  readonly customerName: string;
  readonly recipients: readonly Recipient[];
  readonly subject: string | null;
  /** True where it left though it had counted as not sent, and another one has left for the same. */
  readonly possibleDouble: boolean;
  /** The invoices in it, by id and number. */
  readonly invoices: readonly { readonly invoice: string; readonly number: string; readonly run: string }[];
}

export interface DeliveryDetail extends DeliveryLine {
  readonly rendered: Rendered | null;
  readonly messageId: string | null;
  readonly providerId: string | null;
  readonly error: Readonly<Record<string, unknown>> | null;
  readonly resolvedAt: number | null;
  readonly resolvedBy: string | null;
}

const line = sql`
  delivery.id::text as delivery, status, channel, tone, step, at, real_at as "realAt",
  customer.id::text as customer, customer.name as "customerName", recipients,
  rendered ->> 'subject' as subject, coalesce(error ->> 'code' = 'possible-double', false) as "possibleDouble",
  (select coalesce(json_agg(json_build_object('invoice', invoice.id::text, 'number', invoice.number,
      'run', request.run_id) order by invoice.id), '[]')
    from delivery_request join request on request.id = delivery_request.request_id
    join invoice on invoice.id = request.invoice_id
    where delivery_request.delivery_id = delivery.id) as invoices`;

export interface DeliveryQuery {
  readonly customer?: string;
  readonly invoice?: string;
  readonly status?: DeliveryStatus;
  /** Deliveries before this id: the next page. */
  readonly before?: string;
  readonly limit?: number;
}

/** Deliveries, newest first. */
export async function listDeliveries(db: Db, query: DeliveryQuery = {}): Promise<readonly DeliveryLine[]> {
  const { customer, invoice, status = null, before = null } = query;
  const customerId = customer === undefined ? null : rowId(customer);
  const invoiceId = invoice === undefined ? null : rowId(invoice);
  const { rows } = await sql<DeliveryLine>`
    select ${line} from delivery join customer on customer.id = delivery.customer_id
    where (${customerId}::bigint is null or delivery.customer_id = ${customerId}::bigint)
      and (${status}::text is null or status = ${status})
      and (${before}::text is null or delivery.id < ${before}::bigint)
      and (${invoiceId}::bigint is null or delivery.id in (
        select delivery_request.delivery_id
        from request join delivery_request on delivery_request.request_id = request.id
        where request.invoice_id = ${invoiceId}::bigint))
    order by delivery.id desc limit ${query.limit ?? 100}`.execute(db);
  return rows;
}

/** One delivery with what it said; null where there is none. */
export async function readDelivery(db: Db, delivery: string): Promise<DeliveryDetail | null> {
  const { rows } = await sql<DeliveryDetail>`
    select ${line}, rendered, message_id as "messageId", provider_id as "providerId", error,
      resolved_at as "resolvedAt", resolved_by as "resolvedBy"
    from delivery join customer on customer.id = delivery.customer_id
    where delivery.id = ${rowId(delivery)}`.execute(db);
  return rows[0] ?? null;
}
