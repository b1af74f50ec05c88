/** A balance's rows on their way in: checked, with their customer, beside what the ledger knows. */
import { sql } from 'kysely';
import type { FieldValue, InvoiceRow } from '../../schemas/index.ts';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';
import { currency, dayOrNull, firstFault, key, minor, type RefusedRow, whole } from './acceptable.ts';

/** Checks rows; one that names the same invoice as an earlier one is refused. */
export function acceptInvoices(rows: readonly InvoiceRow[]): {
  readonly accepted: readonly InvoiceRow[];
  readonly refused: readonly RefusedRow[];
} {
  const accepted: InvoiceRow[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Set<string>();
  rows.forEach((row, place) => {
    const fault = firstFault(place, [
      key('entity', row.entity),
      key('customer', row.customer),
      key('number', row.number),
      whole('instalment', row.instalment),
      minor('open', row.open),
      minor('amount', row.amount ?? 0),
      currency(row.currency),
    ]);
    const id = JSON.stringify([row.entity, row.customer, row.number, row.instalment]);
    if (fault !== null) refused.push(fault);
    else if (seen.has(id)) {
      refused.push({
        row: place,
        field: 'number',
        value: row.number,
        accepted: 'each invoice once in a file',
      });
    } else {
      seen.add(id);
      accepted.push(row);
    }
  });
  return { accepted, refused };
}

/** A row with its customer; dates that make no sense are null. */
export interface PlacedRow {
  readonly entity: string;
  /** The customer's number. */
  readonly customer: string;
  readonly customerId: number;
  readonly number: string;
  readonly instalment: number;
  /** Undefined: the row does not say. */
  readonly issuedOn: string | null | undefined;
  readonly dueOn: string | null | undefined;
  readonly amount: number | undefined;
  readonly open: number;
  readonly currency: string;
  readonly custom: Readonly<Record<string, FieldValue>> | undefined;
}

export function placeRow(row: InvoiceRow, customerId: number): PlacedRow {
  return {
    entity: row.entity,
    customer: row.customer,
    customerId,
    number: row.number,
    instalment: row.instalment,
    issuedOn: row.issuedOn === undefined ? undefined : dayOrNull(row.issuedOn),
    dueOn: row.dueOn === undefined ? undefined : dayOrNull(row.dueOn),
    amount: row.amount,
    open: row.open,
    currency: row.currency,
    custom: row.custom,
  };
}

/** What the ledger knows of an invoice. */
export interface KnownInvoice {
  readonly id: number;
  readonly customerId: number;
  readonly number: string;
  readonly instalment: number;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly amount: number;
  readonly open: number;
  readonly currency: string;
  readonly custom: Readonly<Record<string, FieldValue>>;
  readonly source: string;
  readonly writtenOff: boolean;
}

/** The known invoice of each row, by place; locked. One query. */
export async function readKnown(
  tx: Tx,
  rows: readonly PlacedRow[],
): Promise<ReadonlyMap<number, KnownInvoice>> {
  const keys = rows.map(({ entity, customerId, number, instalment }, place) => ({
    place,
    entity,
    customerId,
    number,
    instalment,
  }));
  const { rows: known } = await sql<KnownInvoice & { place: number }>`
    select row.place, invoice.id, invoice.customer_id as "customerId", invoice.number, invoice.instalment,
      issued_on as "issuedOn", due_on as "dueOn", amount, open, currency, custom, source,
      written_off_at is not null as "writtenOff"
    from json_to_recordset(${json(keys)}::json)
      as row(place integer, entity text, "customerId" bigint, number text, instalment integer)
    join invoice on invoice.entity = row.entity and invoice.customer_id = row."customerId"
      and invoice.number = row.number and invoice.instalment = row.instalment
    for update of invoice`.execute(tx);
  return new Map(known.map(({ place, ...invoice }) => [place, invoice]));
}
