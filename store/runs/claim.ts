import { sql } from 'kysely';
import type { Event, RunState } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';

/** A run whose turn it is, locked for this transaction. */
export interface ClaimedRun {
  readonly id: string;
  readonly invoiceId: number;
  readonly customerId: number;
  readonly entity: string;
  readonly flowId: string;
  readonly release: string;
  readonly state: RunState;
  readonly nextSeq: number;
  readonly attempts: number;
  /** What it has not heard yet, in the order in which it came. */
  readonly inbox: readonly { readonly id: number; readonly event: Event }[];
}

/**
 * Locks the runs that are due or have something to hear, oldest first; those that another process
 * holds are passed over. The lock is the lease: it ends with the transaction, whatever becomes of us.
 */
export async function claimRuns(tx: Tx, now: number, limit: number): Promise<readonly ClaimedRun[]> {
  const { rows } = await sql<Omit<ClaimedRun, 'inbox'>>`
    select r.id, r.invoice_id as "invoiceId", r.customer_id as "customerId", i.entity,
           r.flow_id as "flowId", r.release, r.state, r.next_seq as "nextSeq", r.attempts
    from run r join invoice i on i.id = r.invoice_id
    where r.status = 'running' and r.engine = 'embedded' and r.wake_at <= ${now}
    order by r.wake_at, r.id
    limit ${limit}
    for update of r skip locked`.execute(tx);
  if (rows.length === 0) return [];
  const heard = await sql<{ id: number; runId: string; event: Event }>`
    select id, run_id as "runId", event from inbox
    where run_id = any(${rows.map(({ id }) => id)}) and consumed_at is null
    order by id`.execute(tx);
  const inbox = Map.groupBy(heard.rows, ({ runId }) => runId);
  return rows.map((row) => ({ ...row, inbox: inbox.get(row.id) ?? [] }));
}

/** The earliest instant at which a run of this driver wants to be looked at; null where none does. */
export async function earliestWake(db: Db): Promise<number | null> {
  const { rows } = await sql<{ wake: number | null }>`
    select min(wake_at) as wake from run where status = 'running' and engine = 'embedded'`.execute(db);
  return rows[0]?.wake ?? null;
}
