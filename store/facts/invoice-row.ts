import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';

export interface LockedInvoice {
  readonly id: number;
  readonly customerId: number;
  readonly currency: string;
  readonly amount: number;
  readonly open: number;
  readonly dueOn: string | null;
  readonly writtenOff: boolean;
}

/** Reads and locks an invoice. @throws StoreError `not-found`. */
export async function lockInvoice(db: Db, invoice: string): Promise<LockedInvoice> {
  const { rows } = await sql<LockedInvoice>`
    select id, customer_id as "customerId", currency, amount, open, due_on as "dueOn",
      written_off_at is not null as "writtenOff"
    from invoice where id = ${idOf(invoice, 'invoice')}::bigint for update`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new StoreError('not-found', `there is no invoice ${invoice}`, { invoice });
  return row;
}

/** The id of a customer that exists. @throws StoreError `not-found`. */
export async function findCustomer(db: Db, customer: string): Promise<number> {
  const row = await db
    .selectFrom('customer')
    .select('id')
    .where('id', '=', idOf(customer, 'customer'))
    .executeTakeFirst();
  if (row === undefined) throw new StoreError('not-found', `there is no customer ${customer}`, { customer });
  return row.id;
}

/** An id as facts give it out, as the number that the tables hold. @throws StoreError `not-found`. */
export function idOf(id: string, what: string): number {
  const number = /^\d{1,15}$/.test(id) ? Number(id) : Number.NaN;
  if (Number.isNaN(number)) throw new StoreError('not-found', `there is no ${what} ${id.slice(0, 100)}`, {});
  return number;
}

/** An invoice, or a whole customer. */
export type Scope = { readonly invoice: string } | { readonly customer: string };

export interface Place {
  readonly customerId: number;
  readonly invoiceId: number | null;
  /** For the audit trail: `invoice 12`, `customer 3`. */
  readonly object: string;
}

/** Where a fact belongs. @throws StoreError `not-found`. */
export async function placeOf(db: Db, scope: Scope): Promise<Place> {
  if ('invoice' in scope) {
    const invoice = await lockInvoice(db, scope.invoice);
    return { customerId: invoice.customerId, invoiceId: invoice.id, object: `invoice ${invoice.id}` };
  }
  const customerId = await findCustomer(db, scope.customer);
  return { customerId, invoiceId: null, object: `customer ${customerId}` };
}
