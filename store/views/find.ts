/** Things by the names that people use for them. */
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { rowId } from '../row-id.ts';

export interface FoundInvoice {
  readonly invoice: string;
  readonly entity: string;
  readonly number: string;
  readonly instalment: number;
  readonly dueOn: string | null;
  readonly open: number;
  readonly currency: string;
  readonly customer: string;
  readonly customerNumber: string;
  readonly customerName: string;
  /** The latest run, if any. */
  readonly run: string | null;
}

const invoiceLine = sql`
  select invoice.id::text as invoice, invoice.entity, invoice.number, instalment, due_on as "dueOn", open,
    currency, customer.id::text as customer, customer.number as "customerNumber",
    customer.name as "customerName",
    (select id from run where run.invoice_id = invoice.id order by cycle desc limit 1) as run
  from invoice join customer on customer.id = invoice.customer_id`;

/** Invoices with exactly this number: one number may be used by several entities, customers or instalments. */
export async function findInvoices(db: Db, number: string): Promise<readonly FoundInvoice[]> {
  const { rows } = await sql<FoundInvoice>`
    ${invoiceLine} where invoice.number = ${number}
    order by invoice.entity, customer.number, instalment limit 1000`.execute(db);
  return rows;
}

/** The invoice of a run; null where there is no such run. */
export async function invoiceOfRun(db: Db, run: string): Promise<FoundInvoice | null> {
  const { rows } = await sql<FoundInvoice>`
    ${invoiceLine} where invoice.id = (select invoice_id from run where id = ${run})`.execute(db);
  return rows[0] ?? null;
}

/** Numbers that look like one that does not exist, for a sentence that helps. */
export async function similarNumbers(db: Db, number: string, limit: number): Promise<readonly string[]> {
  const part = number.replaceAll(/[\\%_]/g, '\\$&').slice(0, 100);
  const tail = part.slice(-4);
  const { rows } = await sql<{ number: string }>`
    select distinct number, number ilike ${`%${part}%`} as whole from invoice
    where number ilike ${`%${part}%`} or (length(${tail}::text) = 4 and number ilike ${`%${tail}`})
    order by whole desc, number limit ${limit}`.execute(db);
  return rows.map((row) => row.number);
}

export interface FoundCustomer {
  readonly customer: string;
  readonly entity: string;
  readonly number: string;
  readonly name: string;
}

/** Customers with exactly this number, one for each entity at most. */
export async function findCustomers(db: Db, number: string): Promise<readonly FoundCustomer[]> {
  const { rows } = await sql<FoundCustomer>`
    select id::text as customer, entity, number, name from customer where number = ${number}
    order by entity`.execute(db);
  return rows;
}

export interface FoundTask {
  readonly task: string;
  readonly kind: string;
  readonly title: string;
  readonly status: 'open' | 'done' | 'closed';
  readonly run: string | null;
  readonly invoice: string | null;
  readonly number: string | null;
}

/** A task by its id; null where there is none. */
export async function findTask(db: Db, task: string): Promise<FoundTask | null> {
  const { rows } = await sql<FoundTask>`
    select task.id::text as task, kind, title, status, run_id as run, invoice.id::text as invoice, invoice.number
    from task left join invoice on invoice.id = task.invoice_id where task.id = ${rowId(task)}`.execute(db);
  return rows[0] ?? null;
}

/** An invoice by its id; null where there is none. */
export async function findInvoiceById(db: Db, invoice: string): Promise<FoundInvoice | null> {
  const { rows } = await sql<FoundInvoice>`${invoiceLine} where invoice.id = ${rowId(invoice)}`.execute(db);
  return rows[0] ?? null;
}
