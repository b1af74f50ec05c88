import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { ToldMoney, type ToldRow } from './told-money.ts';

export interface ToldScope {
  /** Invoices that receipts name. */
  readonly invoices: readonly number[];
  /** Customers of whom all is wanted. */
  readonly customers: readonly number[];
}

/**
 * What was told of the money of invoices and customers. Where a customer's credit ended, all of it is read:
 * what it paid is among the customer's other invoices.
 */
export async function readTold(tx: Tx, { invoices, customers }: ToldScope): Promise<ToldMoney> {
  if (invoices.length + customers.length === 0) return new ToldMoney([]);
  const { rows } = await sql<ToldRow>`
    with wanted as (
      select id from invoice where id = any(${invoices}::bigint[]) or customer_id = any(${customers}::bigint[])
        or customer_id in (
          select credit.customer_id from invoice named
          join invoice credit on credit.customer_id = named.customer_id and credit.amount < 0
          join movement ended on ended.invoice_id = credit.id and ended.amount > 0
          where named.id = any(${invoices}::bigint[]))
    )
    select m.id, m.invoice_id as "invoiceId", i.customer_id as "customerId", m.currency, m.import_id as "importId",
      m.kind, m.amount, m.already, m.occurred_on as "on", m.reverses, i.amount > 0 as "isOwed",
      case when import.kind = 'fec' then 'accounts'
        when m.reference is not null then null
        when m.import_id is null then 'person'
        when import.kind = 'balance' then 'balance' end as by
    from wanted join invoice i using (id) join movement m on m.invoice_id = i.id and m.undone_at is null
    left join import on import.id = m.import_id
    order by m.id`.execute(tx);
  return new ToldMoney(rows);
}
