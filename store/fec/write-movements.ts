import { sql } from 'kysely';
import { batches } from '../ledger/batches.ts';
import type { Importing } from '../ledger/import-context.ts';
import { insertMovements, type NewMovement, type Posted, postMovements } from '../ledger/post-movements.ts';
import { counterpart } from '../ledger/undo-import.ts';
import type { Explained } from './explain-elsewhere.ts';
import type { Standing } from './read-accounts.ts';

/** The only currency of French accounts. */
export const accountCurrency = 'EUR';

/** A movement that the accounts ask for, with its place in the ledger. */
export interface PlacedMovement extends Explained {
  readonly customerId: number;
  readonly invoiceId: number | null;
}

/**
 * Brings the ledger's movements to what the accounts ask for, line by line: a line whose movements stand
 * as asked is left alone; else they are taken back, each with its counterpart, and made anew. Lines that
 * are no more are taken back. Invoices in `fresh` show their movements already.
 */
export async function writeMovements(
  importing: Importing,
  wanted: readonly PlacedMovement[],
  standing: ReadonlyMap<string, readonly Standing[]>,
  fresh: ReadonlySet<number>,
): Promise<readonly Posted[]> {
  const byReference = Map.groupBy(wanted, (one) => one.reference);
  const gone: Standing[] = [];
  const made: NewMovement[] = [];
  for (const [reference, movements] of byReference) {
    const before = standing.get(reference) ?? [];
    if (isSame(before, movements)) continue;
    gone.push(...before);
    made.push(...movements.map(movementOf));
  }
  for (const [reference, before] of standing) if (!byReference.has(reference)) gone.push(...before);
  const { tx, id, context } = importing;
  const posting = { at: context.at, source: context.source, importId: id };
  const past = made.filter((one) => one.invoiceId !== null && fresh.has(one.invoiceId));
  await markGone(importing, gone);
  for (const batch of batches(past)) await insertMovements(tx, batch, posting);
  const others = made.filter((one) => one.invoiceId === null || !fresh.has(one.invoiceId));
  const back = gone.map((one) => takenBack(one, context.at));
  const posted: Posted[] = [];
  for (const batch of wholeInvoices([...back, ...others]))
    for (const one of await postMovements(tx, batch, posting)) posted.push(one);
  return posted;
}

function movementOf(one: PlacedMovement, part: number): NewMovement {
  const { invoiceId, customerId, kind, amount, on, reference, already } = one;
  return {
    invoiceId,
    customerId,
    kind,
    amount,
    currency: accountCurrency,
    occurredOn: on,
    reference,
    part,
    already,
  };
}

function isSame(before: readonly Standing[], wanted: readonly PlacedMovement[]): boolean {
  return (
    before.length === wanted.length &&
    wanted.every((one, part) => {
      const old = before[part];
      return (
        old !== undefined &&
        old.invoiceId === one.invoiceId &&
        old.customerId === one.customerId &&
        old.kind === one.kind &&
        old.amount === one.amount &&
        old.already === one.already
      );
    })
  );
}

function takenBack({ id, invoiceId, customerId, kind, amount, currency }: Standing, at: number): NewMovement {
  const occurredOn = new Date(at).toISOString().slice(0, 10);
  const base = { invoiceId, customerId, currency, occurredOn, reverses: id };
  return { ...base, kind: counterpart[kind], amount: amount === 0 ? 0 : -amount, reference: `back: ${id}` };
}

async function markGone({ tx, context }: Importing, gone: readonly Standing[]): Promise<void> {
  for (const batch of batches(gone)) {
    const ids = batch.map((one) => one.id);
    await sql`
      update movement set undone_at = ${context.at}::bigint where id = any(${ids}::bigint[])`.execute(tx);
  }
}

/** Batches in which all movements of an invoice stand together: what is announced is their sum. */
function* wholeInvoices(movements: readonly NewMovement[]): Generator<readonly NewMovement[]> {
  let batch: NewMovement[] = [];
  for (const group of Map.groupBy(
    movements,
    (one) => one.invoiceId ?? `account ${one.customerId}`,
  ).values()) {
    if (batch.length > 0 && batch.length + group.length > 1000) {
      yield batch;
      batch = [];
    }
    for (const one of group) batch.push(one);
  }
  if (batch.length > 0) yield batch;
}
