import { sql } from 'kysely';
import type { HoldCause } from '../../schemas/index.ts';
import type { Db } from '../database.ts';

/** What people said when they stopped a run: the words behind a hold. */
export interface HoldReason {
  readonly invoice: string;
  readonly cause: Extract<HoldCause, 'dispute' | 'excluded' | 'hold' | 'pause'>;
  /** As a hold names it: empty for an exclusion and a pause. */
  readonly object: string;
  readonly reason: string | null;
  readonly since: number;
  readonly who: string | null;
  /** The customer's number, where the whole customer is stopped. */
  readonly wholeCustomer: string | null;
}

/** The reasons that stand for invoices, of their own or of their customers, newest first. */
export async function listHoldReasons(db: Db, invoices: readonly string[]): Promise<readonly HoldReason[]> {
  const ids = invoices.map(Number).filter((id) => Number.isSafeInteger(id));
  if (ids.length === 0) return [];
  const { rows } = await sql<HoldReason>`
    select invoice_id::text as invoice, 'dispute' as cause, id::text as object,
      nullif(concat_ws(' · ', nullif(category, ''), nullif(reason, '')), '') as reason, opened_at as since, null as who,
      null as "wholeCustomer"
    from dispute where closed_at is null and invoice_id = any(${ids})
    union all
    select invoice.id::text, case hold.kind when 'exclusion' then 'excluded' else hold.kind end,
      case hold.kind when 'hold' then hold.id::text else '' end, nullif(reason, ''), placed_at, by_who,
      case when hold.invoice_id is null then customer.number end
    from hold join invoice on invoice.customer_id = hold.customer_id
      and (hold.invoice_id is null or hold.invoice_id = invoice.id)
    join customer on customer.id = hold.customer_id
    where lifted_at is null and invoice.id = any(${ids})
    order by since desc`.execute(db);
  return rows;
}
