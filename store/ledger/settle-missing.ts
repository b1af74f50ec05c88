import { sql } from 'kysely';
import { json } from '../json.ts';
import { dayOf } from './acceptable.ts';
import { movementTo } from './compare-invoice.ts';
import type { Importing } from './import-context.ts';
import type { InvoiceNote } from './import-report.ts';
import { newerElsewhere } from './newer-elsewhere.ts';
import { postMovements } from './post-movements.ts';

interface Missing {
  readonly id: number;
  readonly customerId: number;
  readonly customer: string;
  readonly number: string;
  readonly instalment: number;
  readonly currency: string;
  readonly open: number;
  readonly dueOn: string | null;
}

/**
 * Settles what a complete balance lists no more: open invoices of its entities that this source
 * listed before. Entities that the file does not name are left alone, so an empty file settles
 * nothing; so are invoices whose row was refused (`unread`).
 */
export async function settleMissing(
  importing: Importing,
  entities: readonly string[],
  listed: readonly number[],
  unread: readonly { readonly entity: string; readonly number: string }[],
): Promise<{ settled: InvoiceNote[]; leftAlone: InvoiceNote[]; paid: number }> {
  const { tx, id, asOf, context } = importing;
  const { rows } = await sql<Missing>`
    select invoice.id, invoice.customer_id as "customerId", customer.number as customer, invoice.number,
      invoice.instalment, invoice.currency, invoice.open, invoice.due_on as "dueOn"
    from invoice join customer on customer.id = invoice.customer_id
    where invoice.open <> 0 and invoice.source = ${context.source}
      and invoice.entity in (select json_array_elements_text(${json(entities)}::json))
      and invoice.id not in (select json_array_elements_text(${json(listed)}::json)::bigint)
      and not exists (select from json_to_recordset(${json(unread)}::json) as row(entity text, number text)
        where row.entity = invoice.entity and row.number = invoice.number)
    order by invoice.id for update of invoice`.execute(tx);
  const newer = await newerElsewhere(
    tx,
    rows.map((row) => row.id),
    context.source,
    asOf,
  );
  const gone = rows.filter((row) => !newer.has(row.id));
  const movements = gone.flatMap((row) => movementTo(row, 0, dayOf(asOf)) ?? []);
  const posted = await postMovements(tx, movements, { at: context.at, source: context.source, importId: id });
  return {
    settled: gone.map((row) => noteOf(row, 0)),
    leftAlone: rows.filter((row) => newer.has(row.id)).map((row) => noteOf(row, row.open)),
    paid: posted.filter((one) => one.kind === 'payment').length,
  };
}

function noteOf(row: Missing, open: number): InvoiceNote {
  const { id, customer, number, instalment, currency, dueOn } = row;
  const before = { open: row.open, dueOn };
  return { invoice: String(id), customer, number, instalment, currency, before, after: { open, dueOn } };
}
