/** Receipts, credits and reversals on their way in, beside the invoices that they may concern. */
import { sql } from 'kysely';
import type { PaymentRow } from '../../schemas/index.ts';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';
import { currency, day, firstFault, key, positiveMinor, type RefusedRow } from './acceptable.ts';

export interface AcceptedPayment {
  /** Place in the rows given. */
  readonly place: number;
  readonly row: PaymentRow;
}

/** Checks rows; a reference that came before in the same file is left out in silence, as a repeat. */
export function acceptPayments(rows: readonly PaymentRow[]): {
  readonly accepted: readonly AcceptedPayment[];
  readonly refused: readonly RefusedRow[];
} {
  const accepted: AcceptedPayment[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Set<string>();
  rows.forEach((row, place) => {
    const fault = firstFault(place, [
      key('entity', row.entity),
      key('reference', row.reference),
      key('invoice', row.invoice ?? row.customer ?? ''),
      positiveMinor('amount', row.amount),
      currency(row.currency),
      day('on', row.on),
    ]);
    if (fault !== null) refused.push(fault);
    else if (!seen.has(row.reference)) accepted.push({ place, row });
    seen.add(row.reference);
  });
  return { accepted, refused };
}

/** An invoice that a payment may concern; `open` is moved along while a batch is allocated. */
export interface Candidate {
  readonly id: number;
  readonly customerId: number;
  readonly customer: string;
  readonly instalment: number;
  readonly currency: string;
  readonly amount: number;
  open: number;
  readonly dueOn: string | null;
  /** Payments that a balance or the accounts showed: what, and until which date they are known. */
  readonly shown: readonly { readonly on: string; readonly amount: number }[];
  /** What of them receipts have explained. */
  explained: number;
}

/** The references of a source that the ledger has already. */
export async function readReferences(
  tx: Tx,
  source: string,
  batch: readonly AcceptedPayment[],
): Promise<ReadonlySet<string>> {
  const references = batch.map(({ row }) => row.reference);
  // One probe of the index a reference: joined, planners without statistics of a new source go astray.
  const { rows } = await sql<{ reference: string }>`
    select reference from json_array_elements_text(${json(references)}::json) as given(reference)
    where (select true from movement where movement.source = ${source} and undone_at is null
      and movement.reference = given.reference limit 1)`.execute(tx);
  return new Set(rows.map((row) => row.reference));
}

/** Invoices by entity and number, locked, first instalment first. */
export async function readCandidates(
  tx: Tx,
  source: string,
  batch: readonly AcceptedPayment[],
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const keys = batch.flatMap(({ row }) =>
    row.invoice === undefined ? [] : [{ entity: row.entity, number: row.invoice }],
  );
  const { rows } = await sql<Candidate & { key: string }>`
    with locked as (
      select * from invoice where (entity, number) in (
        select row.entity, row.number from json_to_recordset(${json(keys)}::json) as row(entity text, number text))
      order by id for update
    )
    select json_build_array(locked.entity, locked.number)::text as key, locked.id,
      locked.customer_id as "customerId", customer.number as customer, instalment, currency, amount, open,
      due_on as "dueOn",
      coalesce((select json_agg(json_build_object('on', occurred_on, 'amount', -movement.amount)) from movement
        where invoice_id = locked.id and undone_at is null and source <> ${source} and (
          reference is null and reverses is null and movement.amount < 0 and kind in ('payment', 'adjustment')
          or kind = 'payment' and import_id in (select id from import where kind = 'fec'))), '[]') as shown,
      coalesce((select sum(already) from movement where invoice_id = locked.id and undone_at is null
        and not exists (select from import where import.id = import_id and kind = 'fec')), 0)::bigint as explained
    from locked join customer on customer.id = locked.customer_id
    order by locked.number, locked.instalment, locked.id`.execute(tx);
  return Map.groupBy(rows, (row) => JSON.stringify(JSON.parse(row.key)));
}
