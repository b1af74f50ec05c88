/**
 * Handing runs from one driver to the other. The row says who drives a run, and changes in one statement
 * under its lock: whoever is cut off afterwards has moved it or has not. Only at rest: a run that waits
 * for the mailroom or for a provider stays until it is answered.
 */
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { EngineName } from '../schema/run-tables.ts';
import { fenceAhead } from './fence.ts';
import { tellAgain } from './tell-again.ts';

/** True of a run `r` that has nothing before the mailroom. */
const isAtRest = sql`
  coalesce(r.state #>> '{open,status}', '') <> 'asked' and not exists (
    select from request q where q.run_id = r.id and q.status in ('asked', 'sending'))`;
/** A run that was set aside moves too: whoever takes it up again takes it up there. */
const isUnderWay = sql`r.status <> 'finished'`;

export interface MovePlan {
  /** Runs that would be moved now. */
  readonly ready: number;
  readonly moved: number;
  /** Runs whose request is before the mailroom or in a provider's hands. */
  readonly inFlight: readonly { readonly run: string; readonly number: string }[];
  readonly inFlightCount: number;
  /** Runs under way whose workflow must be ended first, which only their Temporal server can do. */
  readonly workflows: number;
}

/** So many of those that cannot be moved are named. */
const mostNamed = 20;

/** What moving to a driver would do now. */
export async function planMove(db: Db, to: EngineName): Promise<MovePlan> {
  const { rows } = await sql<{ engine: EngineName; begun: boolean; rests: boolean; count: number }>`
    select r.engine, r.begun, ${isAtRest} as rests, count(*) as count from run r
    where ${isUnderWay} group by 1, 2, 3`.execute(db);
  const { rows: inFlight } = await sql<{ run: string; number: string }>`
    select r.id as run, i.number from run r join invoice i on i.id = r.invoice_id
    where ${isUnderWay} and r.engine <> ${to} and not (${isAtRest}) order by r.id limit ${mostNamed}`.execute(
    db,
  );
  const sum = (isIt: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(isIt).reduce((total, { count }) => total + count, 0);
  // One that was taken back is given away again once its old workflow is ended.
  const isLeaving = ({ engine, begun }: (typeof rows)[number]) => engine === 'embedded' && begun;
  return {
    ready: sum((row) => row.engine !== to && row.rests && !isLeaving(row)),
    moved: sum(({ engine }) => engine === to),
    inFlight,
    inFlightCount: sum(({ engine, rests }) => engine !== to && !rests),
    workflows: sum((row) => row.begun && (to === 'embedded' || isLeaving(row))),
  };
}

/** Gives runs of this store to Temporal, to be begun there from the state that they have; their number. */
export async function moveToTemporal(db: Db, limit: number): Promise<number> {
  const { rows } = await sql`
    update run set engine = 'temporal', begun = false, relay_until = 0
    where id in (
      select r.id from run r where r.engine = 'embedded' and not r.begun and ${isUnderWay} and ${isAtRest}
      order by r.id limit ${limit} for update of r skip locked)
    returning id`.execute(db);
  return rows.length;
}

/** Runs that Temporal drives or whose workflow is still to be ended, after one of them, in order. */
export async function runsOnTemporal(
  db: Db,
  after: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly begun: boolean }[]> {
  const { rows } = await sql<{ id: string; begun: boolean }>`
    select r.id, r.begun from run r
    where (r.engine = 'temporal' and ${isUnderWay} or r.engine = 'embedded' and r.begun) and r.id > ${after}
    order by r.id limit ${limit}`.execute(db);
  return rows;
}

/**
 * Takes a run back from Temporal; false where it is not at rest. From then on no turn of its workflow is
 * taken any more; `begun` stays until the workflow is ended. What it was told and may not have heard is
 * told again: all that came after the last event that its state knows.
 */
export async function takeFromTemporal(db: Db, id: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ engine: EngineName }>`
      select r.engine from run r where r.id = ${id} and ${isUnderWay} and ${isAtRest} for update of r`.execute(
      tx,
    );
    const [run] = rows;
    if (run === undefined) return false;
    if (run.engine === 'embedded') return true;
    const again = await tellAgain(tx, [id]);
    await sql`
      update run r set engine = 'embedded', fence = ${fenceAhead(1)}, relay_until = 0,
        wake_at = case when phase = 'new' or ${again > 0} then 0 else wake_at end
      where id = ${id}`.execute(tx);
    return true;
  });
}

/** Notes that no workflow of these runs is open any more. */
export async function markWorkflowsEnded(db: Db, runs: readonly string[]): Promise<void> {
  await sql`update run set begun = false where id = any(${[...runs]}) and engine = 'embedded'`.execute(db);
}
