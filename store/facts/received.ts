/** What came back from a customer: replies and bounces. */
import { sql } from 'kysely';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { json, storable } from '../json.ts';
import { announce } from '../outbox/announce.ts';
import { inTransaction } from './in-transaction.ts';
import { idOf, placeOf, type Scope } from './invoice-row.ts';

export interface Reception {
  /** The message's own id: heard twice it is one. */
  readonly reference?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** To a delivery, and so about all invoices in it; or about an invoice; or from a customer. */
export type ReplyScope = Scope | { readonly delivery: string };

/** Records a reply, one row for each invoice concerned; returns their ids, none for a repeat. */
export function recordReply(
  db: Db,
  scope: ReplyScope,
  reply: Reception,
  act: Act,
): Promise<readonly string[]> {
  return inTransaction(db, (tx) => receive(tx, 'reply', scope, reply, act));
}

/** Records that a delivery came back, one row for each invoice in it. */
export function recordBounce(
  db: Db,
  delivery: string,
  bounce: Reception,
  act: Act,
): Promise<readonly string[]> {
  return inTransaction(db, (tx) => receive(tx, 'bounce', { delivery }, bounce, act));
}

interface Concerned {
  readonly customerId: number;
  readonly invoiceId: number | null;
  readonly deliveryId: number | null;
}

async function receive(
  tx: Tx,
  kind: 'reply' | 'bounce',
  scope: ReplyScope,
  reception: Reception,
  act: Act,
): Promise<readonly string[]> {
  const concerned = await concernedBy(tx, scope);
  const { rows } = await sql<Concerned & { id: number }>`
    insert into received (customer_id, invoice_id, delivery_id, kind, at, reference, detail)
    select "customerId", "invoiceId", "deliveryId", ${kind}::text, ${act.at}::bigint,
      ${reception.reference === undefined ? null : storable(reception.reference)}::text, ${json(reception.detail ?? {})}::jsonb
    from json_to_recordset(${json(concerned)}::json)
      as row("customerId" bigint, "invoiceId" bigint, "deliveryId" bigint)
    on conflict do nothing
    returning id, customer_id as "customerId", invoice_id as "invoiceId", delivery_id as "deliveryId"`.execute(
    tx,
  );
  const what = kind === 'reply' ? 'replied' : 'bounced';
  await announce(
    tx,
    rows.map(({ id, customerId, invoiceId, deliveryId }) => ({
      what,
      customerId,
      invoiceId,
      object: String(kind === 'bounce' ? (deliveryId ?? id) : id),
      detail: { received: String(id), delivery: deliveryId === null ? null : String(deliveryId) },
    })),
    act.at,
  );
  const [first] = rows;
  if (first !== undefined) {
    const object = first.invoiceId === null ? `customer ${first.customerId}` : `invoice ${first.invoiceId}`;
    await writeAudit(tx, act, {
      what: `received ${kind}`,
      object,
      detail: { ids: rows.map((row) => row.id) },
    });
  }
  return rows.map((row) => String(row.id));
}

async function concernedBy(tx: Tx, scope: ReplyScope): Promise<readonly Concerned[]> {
  if (!('delivery' in scope)) {
    const { customerId, invoiceId } = await placeOf(tx, scope);
    return [{ customerId, invoiceId, deliveryId: null }];
  }
  const { rows } = await sql<Concerned>`
    select distinct delivery.customer_id as "customerId", request.invoice_id as "invoiceId",
      delivery.id as "deliveryId"
    from delivery left join delivery_request on delivery_request.delivery_id = delivery.id
    left join request on request.id = delivery_request.request_id
    where delivery.id = ${idOf(scope.delivery, 'delivery')}::bigint`.execute(tx);
  if (rows.length === 0) throw new StoreError('not-found', `there is no delivery ${scope.delivery}`, scope);
  return rows;
}
