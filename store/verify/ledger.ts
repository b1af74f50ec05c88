import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** What is owed. Offenders are invoices by id, unless said otherwise. */
export const ledgerInvariants = [
  {
    name: 'open-amount',
    broken: sql`
      select i.id::text as id from invoice i
      left join (select invoice_id, sum(amount) as total from movement group by invoice_id) m
        on m.invoice_id = i.id
      where i.open <> coalesce(m.total, 0)`,
  },
  {
    /** Customers by id. */
    name: 'customer-balance',
    broken: sql`
      select coalesce(o.customer_id, m.customer_id)::text as id
      from (select customer_id, currency, sum(open) as total from invoice group by 1, 2) o
      full join (select customer_id, currency, sum(amount) as total,
                   sum(amount) filter (where invoice_id is null) as account from movement group by 1, 2) m
        on m.customer_id = o.customer_id and m.currency = o.currency
      where coalesce(m.total, 0) <> coalesce(o.total, 0) + coalesce(m.account, 0)`,
  },
  {
    name: 'settled-is-not-open',
    broken: sql`
      select id::text as id from invoice where open > 0 and (settled_by is not null or settled_on is not null)`,
  },
  {
    /**
     * Imports by id. A movement of accounts is undone while its import stands where a later export of the
     * same source took it back, with its counterpart.
     */
    name: 'undone-import',
    broken: sql`
      select distinct m.import_id::text as id from movement m join import i on i.id = m.import_id
      where (i.undone_at is null) <> (m.undone_at is null)
        and not (i.undone_at is null and i.kind = 'fec' and exists (
          select from movement back join import later on later.id = back.import_id
          where back.reverses = m.id and back.amount = -m.amount
            and later.kind = 'fec' and later.source = i.source and later.id > i.id))`,
  },
  {
    /** Receipts on account, by the id of their movement. */
    name: 'receipt-given-once',
    broken: sql`
      select r.id::text as id from movement r join movement back on back.reverses = r.id
      where r.invoice_id is null and r.amount < 0 and r.kind in ('payment', 'credit')
        and back.invoice_id is null and back.undone_at is null
      group by r.id, r.amount having sum(back.amount) > -r.amount`,
  },
  {
    /** Facts by table and id. */
    name: 'fact-of-its-customer',
    broken: sql`
      select f.id from (
        select 'promise ' || id as id, invoice_id, customer_id from promise
        union all select 'dispute ' || id, invoice_id, customer_id from dispute
        union all select 'tag ' || id, invoice_id, customer_id from tag
        union all select 'hold ' || id, invoice_id, customer_id from hold) f
      join invoice i on i.id = f.invoice_id where i.customer_id <> f.customer_id`,
  },
  {
    /** Promises by id. */
    name: 'promise-has-dates',
    broken: sql`
      select p.id::text as id from promise p
      where not exists (select from promise_part where promise_id = p.id)`,
  },
] as const satisfies readonly Invariant[];
