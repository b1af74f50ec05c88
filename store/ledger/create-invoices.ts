import { sql } from 'kysely';
import { json } from '../json.ts';
import { dayOf } from './acceptable.ts';
import type { PlacedRow } from './balance-rows.ts';
import type { Importing } from './import-context.ts';

/**
 * Makes invoices with their first movements: the amount, and a correction where less is open already.
 * One statement; returns the ids in the order of the rows.
 */
export async function createInvoices(
  { tx, id, asOf, context }: Importing,
  rows: readonly PlacedRow[],
): Promise<readonly number[]> {
  if (rows.length === 0) return [];
  const given = rows.map((row, place) => ({ ...row, place, amount: row.amount ?? row.open }));
  const { rows: made } = await sql<{ id: number }>`
    with given as (
      select nextval(pg_get_serial_sequence('invoice', 'id')) as id, row.*
      from json_to_recordset(${json(given)}::json) as row(
        place integer, entity text, "customerId" bigint, number text, instalment integer, "issuedOn" date,
        "dueOn" date, amount bigint, open bigint, currency text, custom jsonb)
    ), made as (
      insert into invoice (id, entity, customer_id, number, instalment, issued_on, due_on, amount, open,
        currency, custom, source, settled_by, created_at)
      select id, entity, "customerId", number, instalment, "issuedOn", "dueOn", amount, open, currency,
        coalesce(custom, '{}'), ${context.source}::text, case when open <= 0 and amount > 0 then 'paid' end, ${context.at}::bigint
      from given
    ), moved as (
      insert into movement (invoice_id, customer_id, kind, amount, currency, occurred_on, recorded_at, source,
        import_id)
      select id, "customerId", 'invoice', amount, currency,
        coalesce("issuedOn", ${dayOf(asOf)}::date), ${context.at}::bigint, ${context.source}::text, ${id}::bigint
      from given
      union all
      select id, "customerId", 'adjustment', open - amount, currency,
        ${dayOf(asOf)}::date, ${context.at}::bigint, ${context.source}::text, ${id}::bigint
      from given where open <> amount
    )
    select id from given order by place`.execute(tx);
  return made.map((row) => row.id);
}
