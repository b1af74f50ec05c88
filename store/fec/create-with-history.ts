import { sql } from 'kysely';
import { json } from '../json.ts';
import type { PlacedRow } from '../ledger/balance-rows.ts';
import type { Importing } from '../ledger/import-context.ts';

/** A new invoice as its whole history leaves it. */
export interface InvoiceWithHistory extends PlacedRow {
  readonly settledBy: 'paid' | 'credited' | null;
  readonly settledOn: string | null;
}

/** Makes invoices whose movements follow: their open amount is given, so nothing is announced of the past. */
export async function createWithHistory(
  { tx, context }: Importing,
  rows: readonly InvoiceWithHistory[],
): Promise<readonly number[]> {
  if (rows.length === 0) return [];
  const given = rows.map((row, place) => ({ ...row, place }));
  const { rows: made } = await sql<{ id: number }>`
    with given as (
      select nextval(pg_get_serial_sequence('invoice', 'id')) as id, row.*
      from json_to_recordset(${json(given)}::json) as row(
        place integer, entity text, "customerId" bigint, number text, instalment integer, "issuedOn" date,
        "dueOn" date, amount bigint, open bigint, currency text, custom jsonb, "settledBy" text, "settledOn" date)
    ), made as (
      insert into invoice (id, entity, customer_id, number, instalment, issued_on, due_on, amount, open,
        currency, custom, source, settled_by, settled_on, created_at)
      select id, entity, "customerId", number, instalment, "issuedOn", "dueOn", amount, open, currency,
        coalesce(custom, '{}'), ${context.source}::text, "settledBy", "settledOn", ${context.at}::bigint
      from given
    )
    select id from given order by place`.execute(tx);
  return made.map((row) => row.id);
}
