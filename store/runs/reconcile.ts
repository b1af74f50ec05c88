/** Runs that Temporal should be driving, and how one is begun there again from what the store knows of it. */
import { sql } from 'kysely';
import type { RunState } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';
import { fenceAhead } from './fence.ts';
import { tellAgain } from './tell-again.ts';

export interface DrivenRun {
  readonly id: string;
  readonly number: string;
  readonly release: string;
  readonly state: RunState;
}

/** Runs under way that Temporal was given, after one of them, in order. */
export async function drivenByTemporal(db: Db, after: string, limit: number): Promise<readonly DrivenRun[]> {
  const { rows } = await sql<DrivenRun>`
    select r.id, i.number, r.release, r.state from run r join invoice i on i.id = r.invoice_id
    where r.engine = 'temporal' and r.begun and r.status = 'running' and r.id > ${after}
    order by r.id limit ${limit}`.execute(db);
  return rows;
}

/** Of these runs, those that Temporal is to drive: under way, and given to it. */
export async function areDriven(db: Db, runs: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from run where id = any(${[...runs]}) and engine = 'temporal' and status <> 'finished'`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Has a run begun again on Temporal, from its stored state, once its workflow has been ended under the
 * run's lock: no turn of it counts meanwhile. False, and nothing ended, where a message of it is in a
 * provider's hands.
 */
export async function beginAgain(db: Db, id: string, end: () => Promise<void>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql`
      select from run r where r.id = ${id} and r.engine = 'temporal' and r.status = 'running' and not exists (
        select from request q where q.run_id = r.id and q.status = 'sending') for update of r`.execute(tx);
    if (rows.length === 0) return false;
    await end();
    await beginAnew(tx, [id], 1);
    return true;
  });
}

/** So many links of history lie between a restored run and whatever its workflow of before may still say. */
const farAhead = 1_000_000;

/**
 * Has every run that Temporal drives begun again there from its stored state: for a store that comes back
 * from a backup, whose workflows may be ahead of it. No turn of theirs counts from now on, and each ends when
 * its run is begun anew. Gives their number.
 */
export async function beginAllAgain(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from run where engine = 'temporal' and status <> 'finished'`.execute(tx);
  const runs = rows.map(({ id }) => id);
  await beginAnew(tx, runs, farAhead);
  return runs.length;
}

/**
 * Leaves runs to be begun anew. What they may not have heard is told again; a request that nobody answers
 * any more is asked again, as after a deferral.
 */
async function beginAnew(tx: Tx, runs: readonly string[], links: number): Promise<void> {
  await sql`
    update run r set begun = false, relay_until = 0, fence = ${fenceAhead(links)},
      problem = case when status = 'running' then null else problem end
    where id = any(${[...runs]})`.execute(tx);
  await tellAgain(tx, runs);
  await sql`
    update run r set wake_at = (state ->> 'at')::bigint,
      state = jsonb_set(jsonb_set(state, '{open,status}', '"deferred"'), '{open,until}', state -> 'at')
    where id = any(${[...runs]}) and state #>> '{open,status}' = 'asked' and not exists (
      select from inbox i where i.run_id = r.id and consumed_at is null and event ->> 'type' = 'performed')`.execute(
    tx,
  );
}
