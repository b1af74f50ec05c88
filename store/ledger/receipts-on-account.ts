/** Receipts and credits that lie on their customers' accounts, with what is left of each. */
import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface OnAccount {
  /** The id of its movement. */
  readonly receipt: number;
  readonly kind: 'payment' | 'credit' | 'reversal';
  readonly customerId: number;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly entity: string;
  readonly source: string;
  readonly reference: string | null;
  readonly importId: number | null;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly currency: string;
  /** What was put on account, and what of it lies there still; positive, minor units. */
  readonly amount: number;
  readonly left: number;
  /** Of an accounting export (FEC), which matches its lines itself. */
  readonly ofAccounts: boolean;
}

export interface ReceiptQuery {
  readonly customer?: number;
  readonly receipt?: number;
}

/** Oldest first. */
export async function listReceiptsOnAccount(
  db: Db,
  { customer, receipt }: ReceiptQuery = {},
): Promise<readonly OnAccount[]> {
  const { rows } = await sql<OnAccount>`
    select * from (
      select one.id as receipt, kind, customer.id as "customerId", customer.number as "customerNumber",
        customer.name as "customerName", customer.entity, one.source, reference, import_id as "importId",
        occurred_on as "on", currency, -amount as amount,
        -amount - coalesce((select sum(back.amount) from movement back
          where back.customer_id = one.customer_id and back.invoice_id is null
            and back.reverses = one.id and back.undone_at is null), 0)::bigint as "left",
        coalesce((select kind = 'fec' from import where import.id = import_id), false) as "ofAccounts"
      from movement one join customer on customer.id = one.customer_id
      where invoice_id is null and kind in ('payment', 'credit') and amount < 0 and undone_at is null
        and reverses is null
        and (${customer ?? null}::bigint is null or customer_id = ${customer ?? null}::bigint)
        and (${receipt ?? null}::bigint is null or one.id = ${receipt ?? null}::bigint)
    ) receipt where "left" > 0 order by "on", receipt`.execute(db);
  return rows;
}

/** What was taken back and no receipt on account was found for, oldest first. */
export async function listDebitsOnAccount(
  db: Db,
): Promise<readonly Pick<OnAccount, 'receipt' | 'customerId' | 'currency' | 'on' | 'left' | 'ofAccounts'>[]> {
  const { rows } = await sql<OnAccount>`
    select * from (
      select one.id as receipt, customer_id as "customerId", currency, occurred_on as "on",
        amount + coalesce((select sum(back.amount) from movement back
          where back.customer_id = one.customer_id and back.invoice_id is null
            and back.reverses = one.id and back.undone_at is null), 0)::bigint as "left",
        coalesce((select kind = 'fec' from import where import.id = import_id), false) as "ofAccounts"
      from movement one
      where invoice_id is null and kind = 'reversal' and amount > 0 and undone_at is null and reverses is null
    ) debit where "left" > 0 order by "on", receipt`.execute(db);
  return rows;
}
