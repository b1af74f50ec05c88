/** Receipts and credits that lie on their customers' accounts, with what is left of each. */
import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface OnAccount {
  /** The id of its movement. */
  readonly receipt: number;
  readonly kind: 'payment' | 'credit';
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
    ${accountOf(customer)}
    select one.id as receipt, kind, customer.id as "customerId", customer.number as "customerNumber",
      customer.name as "customerName", customer.entity, one.source, reference, import_id as "importId",
      occurred_on as "on", currency, -amount as amount, -amount - coalesce(back.total, 0) as "left",
      ${ofAccounts} as "ofAccounts"
    from account one join customer on customer.id = one.customer_id left join back on back.id = one.id
    where kind in ('payment', 'credit') and reverses is null and -amount > coalesce(back.total, 0)
      and (${receipt ?? null}::bigint is null or one.id = ${receipt ?? null}::bigint)
    order by occurred_on, one.id`.execute(db);
  return rows;
}

/** What was taken back and no receipt on account was found for, oldest first. */
export async function listDebitsOnAccount(
  db: Db,
): Promise<readonly Pick<OnAccount, 'receipt' | 'customerId' | 'currency' | 'on' | 'left' | 'ofAccounts'>[]> {
  const { rows } = await sql<OnAccount>`
    ${accountOf(undefined)}
    select one.id as receipt, customer_id as "customerId", currency, occurred_on as "on",
      amount + coalesce(back.total, 0) as "left", ${ofAccounts} as "ofAccounts"
    from account one left join back on back.id = one.id
    where kind = 'reversal' and reverses is null and amount + coalesce(back.total, 0) > 0
    order by occurred_on, one.id`.execute(db);
  return rows;
}

/** The movements of accounts, and what of each was given away or taken back since. */
function accountOf(customer: number | undefined) {
  return sql`
    with account as (
      select * from movement where invoice_id is null and undone_at is null
        and (${customer ?? null}::bigint is null or customer_id = ${customer ?? null}::bigint)
    ), back as (
      select reverses as id, sum(amount)::bigint as total from account where reverses is not null group by reverses
    )`;
}

const ofAccounts = sql`coalesce((select kind = 'fec' from import where import.id = import_id), false)`;
