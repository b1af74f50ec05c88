import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { dayOf } from './acceptable.ts';

/**
 * Which of these invoices have a movement from another source that a reading of `source` at `asOf`
 * cannot know: recorded after it, or dated after it. An older snapshot never undoes those.
 */
export async function newerElsewhere(
  tx: Tx,
  invoices: readonly number[],
  source: string,
  asOf: number,
): Promise<ReadonlySet<number>> {
  if (invoices.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select distinct invoice_id as id from movement
    where invoice_id = any(${invoices}::bigint[]) and source <> ${source} and undone_at is null
      and amount <> 0 and (recorded_at > ${asOf}::bigint or occurred_on > ${dayOf(asOf)}::date)`.execute(tx);
  return new Set(rows.map((row) => row.id));
}
