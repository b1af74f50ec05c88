/** What belongs to invoices, by invoice: one query each, whatever the number of invoices. */
import { sql } from 'kysely';
import type { DisputeFacts, InvoiceFacts, PromiseFacts } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { grouped } from './facts-of-customers.ts';

type ByInvoice<T> = Promise<ReadonlyMap<number, readonly T[]>>;

export async function readDisputes(db: Db, invoices: readonly number[]): ByInvoice<DisputeFacts> {
  const { rows } = await sql<DisputeFacts & { invoice: number }>`
    select invoice_id as invoice, id::text as id, category, opened_at as "openedAt", closed_at as "closedAt"
    from dispute where invoice_id = any(${invoices}::bigint[]) order by id`.execute(db);
  return grouped(
    rows,
    (row) => row.invoice,
    ({ invoice: _, ...dispute }) => dispute,
  );
}

export async function readPromises(db: Db, invoices: readonly number[]): ByInvoice<PromiseFacts> {
  const { rows } = await sql<PromiseFacts & { invoice: number }>`
    select invoice_id as invoice, id::text as id, recorded_at as "recordedAt", fate,
      (select coalesce(json_agg(json_build_object('on', due_on, 'amount', amount) order by due_on, seq), '[]')
        from promise_part where promise_id = promise.id) as parts
    from promise where invoice_id = any(${invoices}::bigint[]) order by id`.execute(db);
  return grouped(
    rows,
    (row) => row.invoice,
    ({ invoice: _, ...promise }) => promise,
  );
}

/** Payments and their reversals; credits and corrections are no payments. */
export async function readPayments(
  db: Db,
  invoices: readonly number[],
): ByInvoice<InvoiceFacts['payments'][number]> {
  const { rows } = await sql<InvoiceFacts['payments'][number] & { invoice: number }>`
    select invoice_id as invoice, occurred_on as on, recorded_at as "recordedAt", -amount as amount
    from movement where invoice_id = any(${invoices}::bigint[]) and kind in ('payment', 'reversal')
      and amount <> 0
    order by occurred_on, id`.execute(db);
  return grouped(
    rows,
    (row) => row.invoice,
    ({ invoice: _, ...payment }) => payment,
  );
}

/** A tag, hold, reply, bounce or task; of the whole customer where `invoice` is null. */
export interface Mark {
  readonly customer: number;
  readonly invoice: number | null;
  readonly what: 'tag' | 'hold' | 'exclusion' | 'pause' | 'reply' | 'bounce';
  readonly id: number;
  /** The tag's name, or the reason of an exclusion. */
  readonly text: string | null;
  /** When a hold ends, or when a reply or a bounce came. */
  readonly at: number | null;
}

/** Standing tags and holds, replies and bounces of these customers and invoices. */
export async function readMarks(
  db: Db,
  customers: readonly number[],
  invoices: readonly number[],
  at: number,
): Promise<readonly Mark[]> {
  const ours = sql`customer_id = any(${customers}::bigint[])
    and (invoice_id is null or invoice_id = any(${invoices}::bigint[]))`;
  const { rows } = await sql<Mark>`
    select customer_id as customer, invoice_id as invoice, 'tag' as what, id, name as text, null::bigint as at
    from tag where ${ours} and removed_at is null
    union all
    select customer_id, invoice_id, kind, id, reason, until_at
    from hold where ${ours} and lifted_at is null and (until_at is null or until_at > ${at}::bigint)
    union all
    select customer_id, invoice_id, kind, id, null, at from received where ${ours}
    order by what, id`.execute(db);
  return rows;
}

export async function readTasks(
  db: Db,
  invoices: readonly number[],
): ByInvoice<InvoiceFacts['tasks'][number]> {
  const { rows } = await sql<InvoiceFacts['tasks'][number] & { invoice: number }>`
    select invoice_id as invoice, id::text as id, step, case when status = 'done' then done_at end as "doneAt",
      outcome
    from task where invoice_id = any(${invoices}::bigint[]) order by id`.execute(db);
  return grouped(
    rows,
    (row) => row.invoice,
    ({ invoice: _, ...task }) => task,
  );
}
