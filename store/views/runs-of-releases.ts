/** Runs by the release that they are on. */
import { sql } from 'kysely';
import type { RunState } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { json } from '../json.ts';
import type { ClaimedRun } from '../runs/claim.ts';

export interface RunsOfRelease {
  readonly running: number;
  readonly ended: number;
}

/** How many runs are, or ended, on each release, by digest; a release without runs is absent. */
export async function countRunsByRelease(db: Db): Promise<ReadonlyMap<string, RunsOfRelease>> {
  const { rows } = await sql<RunsOfRelease & { readonly release: string }>`
    select release, count(*) filter (where status <> 'finished') as running,
      count(*) filter (where status = 'finished') as ended
    from run group by release`.execute(db);
  return new Map(rows.map(({ release, running, ended }) => [release, { running, ended }]));
}

/** A run that may move to another release. */
export interface MovableRun extends Omit<ClaimedRun, 'inbox' | 'attempts'> {
  readonly state: RunState;
  readonly status: 'running' | 'poisoned';
  readonly invoice: string;
  readonly number: string;
  readonly customerName: string;
}

export interface MovesAsked {
  readonly flow: string;
  readonly to: string;
  /** Only those of one release. */
  readonly from?: string;
  /** Old steps for which there is a place, and the steps that the release has. */
  readonly places?: { readonly old: readonly string[]; readonly steps: readonly string[] };
}

/**
 * Ids of a flow's runs under way that are not on this release, those of one release or of all; with
 * `places` also those that are on it without a step, and for which there is a place now. A run that has yet
 * to hear of another migration is among them.
 */
export async function runsNotOn(db: Db, { flow, to, from, places }: MovesAsked): Promise<readonly string[]> {
  const { old, steps } = places ?? { old: [], steps: [] };
  const noStep = json([{ cause: 'problem', object: 'no-step' }]);
  const { rows } = await sql<{ id: string }>`
    select r.id from run r
    where r.status <> 'finished' and r.flow_id = ${flow}
      and (
        (r.release <> ${to} or r.visit > 0 and r.step = any(${[...old]})
            and (r.state -> 'holds' @> ${noStep}::jsonb or r.step <> all(${[...steps]})))
          and (${from ?? null}::text is null or r.release = ${from ?? null})
        or exists (select from inbox i where i.run_id = r.id and i.consumed_at is null
          and i.event ->> 'order' = 'migrate'))
    order by r.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Runs by their ids, in that order of ids; those that have ended meanwhile are left out. */
export async function movableRuns(db: Db, ids: readonly string[]): Promise<readonly MovableRun[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<MovableRun>`
    select r.id, r.invoice_id as "invoiceId", r.customer_id as "customerId", i.entity, r.flow_id as "flowId",
      r.release, r.state, r.next_seq as "nextSeq", r.status, i.id::text as invoice,
      i.number, c.name as "customerName"
    from run r join invoice i on i.id = r.invoice_id join customer c on c.id = r.customer_id
    where r.id = any(${[...ids]}) and r.status <> 'finished' order by r.id`.execute(db);
  return rows;
}
