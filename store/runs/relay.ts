/**
 * What Temporal has yet to be told: runs to begin and events to hear. Rows are leased for a moment of
 * real time, not locked, because the telling goes over the network; whoever dies with a lease has told
 * nothing twice, since every event has its id.
 */
import { sql } from 'kysely';
import type { Event, Problem, RunState } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { json } from '../json.ts';
import type { Fence } from '../schema/run-tables.ts';

/** How long one process may take to tell a run, real milliseconds. */
const lease = 30_000;
/** How long the outcome of a request is left to whoever waits for it in the mailroom. */
const leftAlone = 5_000;

export interface RunToTell {
  readonly id: string;
  readonly flowId: string;
  readonly release: string;
  readonly begun: boolean;
  /** When its invoice was taken up. */
  readonly startedAt: number;
}

/** A run to be begun: one that another driver moved on before begins where it stands. */
export interface RunToBegin extends RunToTell {
  readonly state: RunState;
  readonly nextSeq: number;
  readonly fence: Fence | null;
}

/** Leases runs that Temporal does not know yet, in the order in which they were made. */
export async function leaseRunsToBegin(
  db: Db,
  realNow: number,
  limit: number,
): Promise<readonly RunToBegin[]> {
  const { rows } = await sql<RunToBegin>`
    update run set relay_until = ${realNow + lease}
    where id in (
      select id from run where engine = 'temporal' and not begun and status = 'running' and relay_until < ${realNow}
      order by started_at, id limit ${limit} for update skip locked)
    returning id, flow_id as "flowId", release, begun, started_at as "startedAt", state, next_seq as "nextSeq",
      fence`.execute(db);
  return rows;
}

/** Leases runs that have something to hear, whoever waits longest first. */
export async function leaseRunsToTell(db: Db, realNow: number, limit: number): Promise<readonly RunToTell[]> {
  const { rows } = await sql<RunToTell>`
    update run set relay_until = ${realNow + lease}
    where id in (
      select r.id from run r
      join (select i.run_id, min(i.id) as first from inbox i join run o on o.id = i.run_id
            where i.consumed_at is null and o.engine = 'temporal' and o.begun and o.relay_until < ${realNow}
              and (i.event->>'type' <> 'performed' or i.received_at < ${realNow - leftAlone})
            group by i.run_id order by 2 limit ${limit}) w on w.run_id = r.id
      where r.relay_until < ${realNow}
      for update of r skip locked)
    returning id, flow_id as "flowId", release, begun, started_at as "startedAt"`.execute(db);
  return rows;
}

export interface WaitingEvent {
  readonly id: number;
  readonly run: string;
  readonly eventId: string;
  readonly event: Event;
}

/** What runs have yet to hear, in the order in which it came. */
export async function waitingEvents(db: Db, runs: readonly string[]): Promise<readonly WaitingEvent[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<WaitingEvent>`
    select id, run_id as run, event_id as "eventId", event from inbox
    where run_id = any(${[...runs]}) and consumed_at is null order by id`.execute(db);
  return rows;
}

/** As many events as a run remembers with ease: what it heard before it knows again. */
const lately = 32;

/** What a run was told last, oldest first: for one that could not read it. */
export async function toldLately(db: Db, run: string): Promise<readonly Event[]> {
  const { rows } = await sql<{ event: Event }>`
    select event from (
      select id, event from inbox where run_id = ${run} order by id desc limit ${lately}) last
    order by id`.execute(db);
  return rows.map(({ event }) => event);
}

/** Notes that Temporal knows these runs. */
export async function markBegun(db: Db, runs: readonly string[]): Promise<void> {
  if (runs.length === 0) return;
  await sql`update run set begun = true, relay_until = 0 where id = any(${[...runs]})`.execute(db);
}

/** Notes that these events were told, and gives the leases back. */
export async function markTold(
  db: Db,
  told: { readonly runs: readonly string[]; readonly events: readonly number[] },
  now: number,
): Promise<void> {
  if (told.events.length > 0) {
    await sql`update inbox set consumed_at = ${now} where id = any(${[...told.events]})`.execute(db);
  }
  if (told.runs.length > 0) {
    await sql`update run set relay_until = 0 where id = any(${[...told.runs]})`.execute(db);
  }
}

/** Gives leases back: somebody may try again. */
export async function giveBack(db: Db, runs: readonly string[]): Promise<void> {
  await sql`update run set relay_until = 0 where id = any(${[...runs]})`.execute(db);
}

/** Sets a run aside that cannot be begun, for a person; its invoice is not taken up again by itself. */
export async function refuseRun(db: Db, run: string, problem: Problem): Promise<void> {
  await sql`
    update run set status = 'poisoned', problem = ${json(problem)}::jsonb, relay_until = 0
    where id = ${run} and not begun`.execute(db);
}

/** How much Temporal has yet to be told, and how long the oldest of it waits: real time. */
export interface RelayBacklog {
  readonly toBegin: number;
  readonly begun: number;
  readonly events: number;
  readonly oldestEvent: number | null;
}

export async function readRelayBacklog(db: Db): Promise<RelayBacklog> {
  const { rows } = await sql<RelayBacklog>`
    select
      (select count(*) from run where engine = 'temporal' and not begun and status = 'running') as "toBegin",
      (select count(*) from run where engine = 'temporal' and begun and status = 'running') as begun,
      count(*) as events, min(i.received_at) as "oldestEvent"
    from inbox i join run r on r.id = i.run_id
    where i.consumed_at is null and r.engine = 'temporal' and r.status = 'running'`.execute(db);
  return rows[0] ?? { toBegin: 0, begun: 0, events: 0, oldestEvent: null };
}

/** Notes something about a run that goes on all the same. */
export async function noteRunProblem(db: Db, run: string, problem: Problem): Promise<void> {
  await sql`update run set problem = ${json(problem)}::jsonb where id = ${run}`.execute(db);
}

/** Notes that Temporal does not know a run that should be under way. */
export async function noteMissingWorkflow(db: Db, run: string): Promise<void> {
  const problem: Problem = {
    code: 'no-workflow',
    message: 'Temporal has no open workflow of this run: it was terminated there, or its data are gone',
  };
  await sql`
    update run set problem = ${json(problem)}::jsonb where id = ${run} and status = 'running'`.execute(db);
}
