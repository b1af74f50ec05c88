/** Runs that Temporal should be driving, and how one is begun there again from what the store knows of it. */
import { sql } from 'kysely';
import type { RunState } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';
import type { Fence } from '../schema/run-tables.ts';
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

/** The state of a run whose request is asked again, as after a deferral. */
const deferred = sql`jsonb_set(jsonb_set(state, '{open,status}', '"deferred"'), '{open,until}', state -> 'at')`;

/**
 * Has a run begun again on Temporal, from its stored state, once its workflow has been ended under the
 * run's lock: no turn of it counts meanwhile. False, and nothing ended, where a message of it is in a
 * provider's hands. What it may not have heard is told again; a request that nobody answers
 * any more is asked again, as after a deferral.
 */
export async function beginAgain(db: Db, id: string, end: () => Promise<void>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ fence: Fence | null; asks: boolean }>`
      select r.fence, coalesce(r.state #>> '{open,status}', '') = 'asked' and not exists (
          select from inbox where run_id = r.id and consumed_at is null and event ->> 'type' = 'performed') as asks
      from run r where r.id = ${id} and r.engine = 'temporal' and r.status = 'running' and not exists (
        select from request q where q.run_id = r.id and q.status = 'sending') for update of r`.execute(tx);
    const [run] = rows;
    if (run === undefined) return false;
    await end();
    await tellAgain(tx, [id]);
    const fence: Fence = { place: [(run.fence?.place[0] ?? 0) + 1, 0, 0], answers: [] };
    await sql`
      update run set begun = false, relay_until = 0, problem = null, fence = ${json(fence)}::jsonb,
        state = ${run.asks ? deferred : sql`state`}, wake_at = ${run.asks ? sql`(state ->> 'at')::bigint` : sql`wake_at`}
      where id = ${id}`.execute(tx);
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
    update run r set begun = false, relay_until = 0,
      fence = jsonb_build_object('answers', '[]'::jsonb, 'place',
        jsonb_build_array(coalesce((fence #>> '{place,0}')::bigint, 0) + ${farAhead}::bigint, 0, 0))
    where engine = 'temporal' and status <> 'finished' returning id`.execute(tx);
  const runs = rows.map(({ id }) => id);
  await tellAgain(tx, runs);
  await sql`
    update run set state = ${deferred}, wake_at = (state ->> 'at')::bigint
    where id = any(${runs}) and state #>> '{open,status}' = 'asked' and not exists (
      select from inbox i where i.run_id = run.id and consumed_at is null and event ->> 'type' = 'performed')`.execute(
    tx,
  );
  return runs.length;
}
