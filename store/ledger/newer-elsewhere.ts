import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { dayOf } from './acceptable.ts';

/**
 * Which of these invoices have a movement that a balance of `source`, read at `asOf`, cannot know. An
 * older snapshot never undoes those.
 *
 * It cannot know what happened on a later day, nor what was learnt after it: from a balance, the
 * moment at which that one was read; from anything else, the moment at which it was recorded, for
 * nobody knows when the other program heard of it. Its own earlier balances it replaces.
 */
export async function newerElsewhere(
  tx: Tx,
  invoices: readonly number[],
  source: string,
  asOf: number,
): Promise<ReadonlySet<number>> {
  if (invoices.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select distinct invoice_id as id from movement left join import on import.id = movement.import_id
    where invoice_id = any(${invoices}::bigint[]) and movement.undone_at is null and amount <> 0
      and not exists (select from movement undone where undone.id = movement.reverses
        and undone.undone_at is not null)
      and (movement.source <> ${source} or import.kind is distinct from 'balance')
      and (occurred_on > ${dayOf(asOf)}::date
        or case when import.kind = 'balance' then import.as_of else recorded_at end > ${asOf}::bigint)
  `.execute(tx);
  return new Set(rows.map((row) => row.id));
}
