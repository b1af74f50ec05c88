/** Everything that names the customer of a run, or tells of what he owes: for whoever must not let it out. */
import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface NamedByRun {
  readonly texts: readonly string[];
  /** Minor units. */
  readonly amounts: readonly number[];
}

/** Empty where there is no such run. */
export async function readNamedByRun(db: Db, run: string): Promise<NamedByRun> {
  const { rows } = await sql<{ text: string | null }>`
    with subject as (
      select invoice.customer_id as customer from run join invoice on invoice.id = run.invoice_id
      where run.id = ${run}),
    own_invoice as (select * from invoice where customer_id = (select customer from subject)),
    own_customer as (select * from customer where id = (select customer from subject)),
    contacts as (select * from contact where customer_id = (select customer from subject))
    select name as text from own_customer
    union select number from own_customer union select owner from own_customer
    union select value from own_customer, jsonb_each_text(custom)
    union select name from contacts union select first_name from contacts
    union select email from contacts union select phone from contacts
    union select number from own_invoice
    union select value from own_invoice, jsonb_each_text(custom)
    union select reason from dispute where customer_id = (select customer from subject)
    union select reference from dispute where customer_id = (select customer from subject)
    union select category from dispute where customer_id = (select customer from subject)
    union select reason from hold where customer_id = (select customer from subject)
    union select by_who from hold where customer_id = (select customer from subject)
    union select by_who from promise where customer_id = (select customer from subject)
    union select name from tag where customer_id = (select customer from subject)`.execute(db);
  const amounts = await sql<{ amount: number }>`
    with own_invoice as (
      select * from invoice where customer_id =
        (select invoice.customer_id from invoice join run on run.invoice_id = invoice.id where run.id = ${run}))
    select amount from own_invoice union select open from own_invoice
    union select abs(amount) from movement where customer_id in (select customer_id from own_invoice)
    union select part.amount from promise_part part join promise on promise.id = part.promise_id
      where promise.invoice_id in (select id from own_invoice)`.execute(db);
  return {
    texts: rows.flatMap(({ text }) => (text === null || text.trim() === '' ? [] : [text])),
    amounts: amounts.rows.map(({ amount }) => Number(amount)),
  };
}
