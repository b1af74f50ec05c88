/** Where runs stand, in full: what lists need beside a run's line to say why and what comes next. */
import { sql } from 'kysely';
import type { Answer, RunState, TraceLine } from '../../schemas/index.ts';
import type { Db } from '../database.ts';

export interface Standing {
  readonly run: string;
  readonly flow: string;
  readonly release: string;
  readonly entity: string;
  readonly state: RunState;
  /** The trace's last line; null where there is none. */
  readonly last: TraceLine | null;
}

export async function readStandings(db: Db, runs: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  if (runs.length === 0) return new Map();
  const { rows } = await sql<Standing>`
    select run.id as run, flow_id as flow, release, invoice.entity, state,
      (select json_build_object('at', at, 'step', trace.step, 'visit', trace.visit, 'what', what, 'detail', detail)
        from trace where run_id = run.id order by seq desc limit 1) as last
    from run join invoice on invoice.id = run.invoice_id where run.id = any(${[...runs]})`.execute(db);
  return new Map(rows.map((row) => [row.run, row]));
}

export interface DecisionLine {
  readonly command: string;
  readonly ask: Answer['ask'];
  readonly at: number;
  readonly answer: Answer;
  /** With a branch: each case looked at with the values that it saw. */
  readonly explanation: unknown;
}

/** The decisions of a run that are worth a reason, oldest first. */
export async function readDecisions(db: Db, run: string): Promise<readonly DecisionLine[]> {
  const { rows } = await sql<DecisionLine>`
    select command, ask, at, answer, explanation from decision
    where run_id = ${run} order by at, substring(command from '[0-9]+$')::bigint`.execute(db);
  return rows;
}
