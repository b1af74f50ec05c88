/** Receipts, credits and reversals on their way in, beside the invoices that they may concern. */
import { sql } from 'kysely';
import type { PaymentRow } from '../../schemas/index.ts';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';
import { currency, day, firstFault, key, positiveMinor, type RefusedRow } from './acceptable.ts';
import type { Importing } from './import-context.ts';

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
    const name = JSON.stringify([row.entity, row.reference, row.kind === 'reversal']);
    if (fault !== null) refused.push(fault);
    else if (!seen.has(name)) accepted.push({ place, row });
    seen.add(name);
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
}

/**
 * The rows that the ledger does not have yet. A payment is known by its reference within its source and
 * entity; what takes one back under the same reference is another one. Those that share a reference with
 * another one are told apart by it.
 */
export async function leaveOutKnown(
  { tx, context }: Pick<Importing, 'tx' | 'context'>,
  batch: readonly AcceptedPayment[],
): Promise<readonly AcceptedPayment[]> {
  const references = batch.flatMap(({ row }) => waysToName(row));
  // One probe of the index a reference: joined, planners without statistics of a new source go astray.
  const { rows } = await sql<Holder & { reference: string }>`
    select reference, holder.entity, holder.back as "isBack" from json_array_elements_text(${json(references)}::json) as given(reference)
    cross join lateral (
      select customer.entity, movement.kind = 'reversal' as back
      from movement join customer on customer.id = movement.customer_id
      where movement.source = ${context.source} and undone_at is null and movement.reference = given.reference
      order by part limit 1) holder`.execute(tx);
  const holders = new Map(rows.map(({ reference, ...holder }): [string, Holder] => [reference, holder]));
  return batch.flatMap((one) => {
    const { row } = one;
    const own = { entity: row.entity, isBack: row.kind === 'reversal' };
    for (const reference of waysToName(row)) {
      const holder = holders.get(reference);
      if (holder === undefined) {
        holders.set(reference, own);
        return [{ ...one, row: { ...row, reference } }];
      }
      if (holder.entity === own.entity && holder.isBack === own.isBack) return [];
    }
    return [];
  });
}

interface Holder {
  readonly entity: string;
  readonly isBack: boolean;
}

/** Its reference; where another payment has that, the entity before it; then whether it takes back, behind it. */
function waysToName({ reference, entity, kind }: PaymentRow): readonly string[] {
  const own = `${entity}/${reference}`;
  return [reference, own, `${own}${kind === 'reversal' ? '!' : '+'}`];
}

/** Invoices by entity and number, locked, first instalment first. */
export async function readCandidates(
  tx: Tx,
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
      due_on as "dueOn"
    from locked join customer on customer.id = locked.customer_id
    order by locked.number, locked.instalment, locked.id`.execute(tx);
  return Map.groupBy(rows, (row) => JSON.stringify(JSON.parse(row.key)));
}
