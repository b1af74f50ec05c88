import { sql } from 'kysely';
import type { Problem, RunState, TraceLine } from '../../schemas/index.ts';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';

/** What one turn of a run changes. */
export interface RunCommit {
  readonly id: string;
  readonly state: RunState;
  readonly held: boolean;
  readonly wakeAt: number | null;
  /** Number of the first new line of the trace. */
  readonly nextSeq: number;
  readonly lines: readonly TraceLine[];
}

export interface DecisionRow {
  readonly run_id: string;
  readonly command: string;
  readonly ask: string;
  readonly answer: unknown;
  readonly explanation: unknown;
  readonly at: number;
}

/** Writes the new state of runs with their traces, in two statements whatever their number. */
export async function commitRuns(tx: Tx, commits: readonly RunCommit[]): Promise<void> {
  if (commits.length === 0) return;
  const rows = commits.map(({ id, state, held, wakeAt, nextSeq, lines }) => ({
    id,
    state,
    held,
    wake_at: wakeAt,
    next_seq: nextSeq + lines.length,
  }));
  await sql`
    update run r set
      state = x.state, release = x.state->>'release', phase = x.state->>'phase', step = x.state->>'step',
      visit = (x.state->>'visit')::int, held = x.held, outcome = x.state->>'outcome', wake_at = x.wake_at,
      next_seq = x.next_seq, version = r.version + 1, attempts = 0,
      status = case when x.state->>'phase' = 'finished' then 'finished' else 'running' end,
      finished_at = case when x.state->>'phase' = 'finished' then (x.state->>'at')::bigint end
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as x(id text, state jsonb, held boolean, wake_at bigint, next_seq int)
    where r.id = x.id`.execute(tx);
  const lines = commits.flatMap(({ id, nextSeq, lines: written }) =>
    written.map((line, index) => ({ run_id: id, seq: nextSeq + index, ...line })),
  );
  if (lines.length === 0) return;
  await sql`
    insert into trace (run_id, seq, at, step, visit, what, detail)
    select run_id, seq, at, step, visit, what, nullif(detail, 'null'::jsonb)
    from jsonb_to_recordset(${json(lines)}::jsonb)
      as x(run_id text, seq int, at bigint, step text, visit int, what text, detail jsonb)`.execute(tx);
}

export async function recordDecisions(tx: Tx, decisions: readonly DecisionRow[]): Promise<void> {
  if (decisions.length === 0) return;
  await sql`
    insert into decision (run_id, command, ask, answer, explanation, at)
    select run_id, command, ask, answer, explanation, at
    from jsonb_to_recordset(${json(decisions)}::jsonb)
      as x(run_id text, command text, ask text, answer jsonb, explanation jsonb, at bigint)
    on conflict do nothing`.execute(tx);
}

/** Marks what has been heard. */
export async function consumeInbox(tx: Tx, ids: readonly number[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await sql`update inbox set consumed_at = ${now} where id = any(${[...ids]})`.execute(tx);
}

/** Puts a run off after a fault of ours, or, with a problem, sets it aside for a person. */
export async function setBack(
  tx: Tx,
  run: { readonly id: string; readonly wakeAt: number; readonly problem: Problem | null },
): Promise<void> {
  await sql`
    update run set attempts = attempts + 1, wake_at = ${run.wakeAt},
      status = ${run.problem === null ? 'running' : 'poisoned'},
      problem = ${run.problem === null ? null : json(run.problem)}::jsonb
    where id = ${run.id}`.execute(tx);
}
