import { sql } from 'kysely';
import type { Db } from '../../../store/index.ts';

/** What is open of each invoice, by customer and number. */
export async function openOf(db: Db, entity = 'france'): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ key: string; open: number }>`
    select customer.number || ' ' || invoice.number as key, open from invoice
    join customer on customer.id = invoice.customer_id where invoice.entity = ${entity}
    order by 1`.execute(db);
  return Object.fromEntries(rows.map(({ key, open }) => [key, open]));
}

/** What lies on account of each customer that ever had something there. */
export async function accountOf(db: Db, entity = 'france'): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ number: string; amount: number }>`
    select customer.number, sum(amount)::bigint as amount from movement
    join customer on customer.id = movement.customer_id
    where invoice_id is null and customer.entity = ${entity} group by 1 order by 1`.execute(db);
  return Object.fromEntries(rows.map(({ number, amount }) => [number, amount]));
}

export async function movementsOf(db: Db, number: string) {
  const { rows } = await sql<{ kind: string; amount: number; on: string }>`
    select movement.kind, movement.amount, occurred_on as "on" from movement
    join invoice on invoice.id = movement.invoice_id where number = ${number} order by movement.id`.execute(
    db,
  );
  return rows;
}
