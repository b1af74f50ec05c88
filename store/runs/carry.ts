import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';
import type { EngineName, Fence } from '../schema/run-tables.ts';
import type { ClaimedRun } from './claim.ts';

/** A run whose workflow stands elsewhere, locked for this transaction. */
export interface CarriedRun extends Omit<ClaimedRun, 'inbox'> {
  readonly status: 'running' | 'finished' | 'poisoned';
  readonly fence: Fence | null;
  readonly engine: EngineName;
}

/** Locks one run; null where there is none. */
export async function lockRun(tx: Tx, id: string): Promise<CarriedRun | null> {
  const { rows } = await sql<CarriedRun>`
    select r.id, r.invoice_id as "invoiceId", r.customer_id as "customerId", i.entity,
           r.flow_id as "flowId", r.release, r.state, r.next_seq as "nextSeq", r.attempts, r.status, r.fence, r.engine
    from run r join invoice i on i.id = r.invoice_id
    where r.id = ${id} for update of r`.execute(tx);
  return rows[0] ?? null;
}

/** Runs of a customer that Temporal drives and that are due at an instant, `except` one: their turn comes now. */
export async function dueBeside(db: Db, run: string, customer: number, at: number): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select count(*) as due from run
    where customer_id = ${customer} and status = 'running' and engine = 'temporal' and id <> ${run}
      and wake_at <= ${at}`.execute(db);
  return rows[0]?.due ?? 0;
}

/** Where a turn stands against the one that was stored last. */
export type Standing = 'newer' | 'same' | 'older';

export function standingOf(fence: Fence | null, place: Fence['place']): Standing {
  if (fence === null) return 'newer';
  for (const [index, own] of place.entries()) {
    const stored = fence.place[index] ?? 0;
    if (own !== stored) return own > stored ? 'newer' : 'older';
  }
  return 'same';
}

/**
 * Stores the fence of a turn and takes back lines that a turn left behind which its workflow never
 * accepted: the trace from `seq` on is about to be written anew.
 */
export async function fenceRun(tx: Tx, id: string, fence: Fence, seq: number): Promise<void> {
  await sql`update run set fence = ${json(fence)}::jsonb, begun = true where id = ${id}`.execute(tx);
  await sql`delete from trace where run_id = ${id} and seq >= ${seq}`.execute(tx);
}
