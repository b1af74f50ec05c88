import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import type { NewMovement } from '../ledger/post-movements.ts';

/** Takes back what an import of accounts did to their lines. */
export async function undoLines(tx: Tx, importId: number): Promise<void> {
  await sql`
    update account_line set replaced_by = import_id
    where import_id = ${importId}::bigint and replaced_by is null`.execute(tx);
  await sql`
    update account_line set replaced_by = null
    where replaced_by = ${importId}::bigint and import_id <> replaced_by`.execute(tx);
}

/** A movement that the undone import had taken back: it stands again, as its own import made it. */
interface TakenBack extends NewMovement {
  /** The counterpart that goes. */
  readonly id: number;
  readonly origin: number;
}

/** The movements that stand again once an import is undone; to be read before that. */
export async function readTakenBack(tx: Tx, importId: number): Promise<readonly TakenBack[]> {
  const { rows } = await sql<TakenBack>`
    select back.id, taken.import_id as origin, taken.invoice_id as "invoiceId", taken.customer_id as "customerId",
      taken.kind, taken.amount, taken.currency, taken.occurred_on as "occurredOn", taken.reference, taken.part,
      taken.already
    from movement back join movement taken on taken.id = back.reverses
    join import on import.id = taken.import_id
    where back.import_id = ${importId}::bigint and back.undone_at is null and taken.undone_at is not null
      and taken.reference is not null and import.undone_at is null
    order by taken.reference, taken.part`.execute(tx);
  return rows;
}
