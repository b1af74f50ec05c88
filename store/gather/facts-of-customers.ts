import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { json } from '../json.ts';

/** Sums over all of a customer's invoices. */
export interface CustomerSums {
  /** By currency, in minor units. */
  readonly net: ReadonlyMap<string, number>;
  /** What of it are credits and unallocated receipts; positive. */
  readonly credit: ReadonlyMap<string, number>;
  readonly overdue: ReadonlyMap<string, number>;
  readonly openInvoices: number;
  readonly firstInvoiceOn: string | null;
  readonly averageDelay: number | null;
  readonly brokenPromises: number;
}

export const noSums: CustomerSums = {
  net: new Map(),
  credit: new Map(),
  overdue: new Map(),
  openInvoices: 0,
  firstInvoiceOn: null,
  averageDelay: null,
  brokenPromises: 0,
};

/** Sums by customer, in one query. `today` is the date in the customer's zone. */
export async function readSums(
  db: Db,
  customers: readonly { readonly id: number; readonly today: string }[],
): Promise<ReadonlyMap<number, CustomerSums>> {
  const { rows } = await sql<SumRow>`
    with given as (select * from json_to_recordset(${json(customers)}::json) as row(id bigint, today date))
    select given.id, invoice.currency, sum(open)::bigint as net,
      -(sum(least(open, 0)))::bigint as credit,
      (sum(open) filter (where open > 0 and due_on < today))::bigint as overdue,
      count(*) filter (where open > 0) as "openInvoices", min(issued_on) as "firstInvoiceOn",
      sum(settled_on - due_on) filter (where settled_by = 'paid') as delays,
      count(settled_on - due_on) filter (where settled_by = 'paid') as delayed, 0::bigint as "brokenPromises"
    from given join invoice on invoice.customer_id = given.id group by given.id, invoice.currency
    union all
    select given.id, currency, sum(amount)::bigint, -sum(amount)::bigint, null, 0, null, null, 0, 0
    from given join movement on movement.customer_id = given.id and invoice_id is null
    group by given.id, currency
    union all
    select given.id, '', 0, 0, null, 0, null, null, 0, count(*)
    from given join promise on promise.customer_id = given.id and fate = 'broken' group by given.id`.execute(
    db,
  );
  const sums = new Map<number, CustomerSums>();
  for (const [id, group] of Map.groupBy(rows, (row) => row.id)) sums.set(id, addUp(group));
  return sums;
}

interface SumRow {
  readonly id: number;
  readonly currency: string;
  readonly net: number;
  readonly credit: number;
  readonly overdue: number | null;
  readonly openInvoices: number;
  readonly firstInvoiceOn: string | null;
  readonly delays: number | null;
  readonly delayed: number;
  readonly brokenPromises: number;
}

function addUp(rows: readonly SumRow[]): CustomerSums {
  const net = new Map<string, number>();
  const credit = new Map<string, number>();
  const overdue = new Map<string, number>();
  let [openInvoices, delays, delayed, brokenPromises] = [0, 0, 0, 0];
  let firstInvoiceOn: string | null = null;
  for (const row of rows) {
    net.set(row.currency, (net.get(row.currency) ?? 0) + row.net);
    credit.set(row.currency, (credit.get(row.currency) ?? 0) + row.credit);
    overdue.set(row.currency, (overdue.get(row.currency) ?? 0) + (row.overdue ?? 0));
    openInvoices += row.openInvoices;
    delays += row.delays ?? 0;
    delayed += row.delayed;
    brokenPromises += row.brokenPromises;
    if (row.firstInvoiceOn !== null && (firstInvoiceOn === null || row.firstInvoiceOn < firstInvoiceOn)) {
      firstInvoiceOn = row.firstInvoiceOn;
    }
  }
  const averageDelay = delayed === 0 ? null : delays / delayed;
  return { net, credit, overdue, openInvoices, firstInvoiceOn, averageDelay, brokenPromises };
}
