import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';

export interface NewTask {
  readonly run_id: string;
  /** Unique in its run: a repeat makes no second task. */
  readonly key: string;
  readonly step: string;
  readonly visit: number;
  readonly kind: string;
  readonly customer_id: number;
  readonly invoice_id: number;
  readonly assignee: string | null;
  readonly title: string;
  readonly detail: unknown;
  readonly due_at: number | null;
}

/** Makes tasks for people. */
export async function insertTasks(tx: Tx, tasks: readonly NewTask[], now: number): Promise<void> {
  if (tasks.length === 0) return;
  await sql`
    insert into task (run_id, key, step, visit, kind, customer_id, invoice_id, assignee, title, detail, due_at, created_at)
    select run_id, key, step, visit, kind, customer_id, invoice_id, assignee, title, detail, due_at, ${now}
    from jsonb_to_recordset(${json(tasks)}::jsonb)
      as x(run_id text, key text, step text, visit int, kind text, customer_id bigint, invoice_id bigint,
           assignee text, title text, detail jsonb, due_at bigint)
    on conflict (run_id, key) do nothing`.execute(tx);
}

/** Closes open tasks that nobody needs to do any more: of one step's visit, or of the whole run. */
export async function closeTasks(
  tx: Tx,
  which: readonly { readonly run_id: string; readonly step: string | null; readonly visit: number | null }[],
  now: number,
): Promise<void> {
  if (which.length === 0) return;
  await sql`
    update task t set status = 'closed', done_at = ${now}
    from jsonb_to_recordset(${json(which)}::jsonb) as x(run_id text, step text, visit int)
    where t.run_id = x.run_id and t.status = 'open' and (x.step is null or (t.step = x.step and t.visit = x.visit))
      and t.kind <> 'uncertain'`.execute(tx);
}

/**
 * Closes questions about what held a run and holds it no longer: a problem that is over, a delivery whose
 * fate is known.
 */
export async function closeAnswered(
  tx: Tx,
  runs: readonly { readonly run_id: string; readonly held_by: readonly string[] }[],
  now: number,
): Promise<void> {
  if (runs.length === 0) return;
  await sql`
    update task t set status = 'closed', done_at = ${now}
    from jsonb_to_recordset(${json(runs)}::jsonb) as x(run_id text, held_by jsonb)
    where t.run_id = x.run_id and t.status = 'open'
      and t.kind in ('problem', 'unreachable', 'bounced', 'uncertain')
      and t.detail ->> 'object' is not null and not x.held_by ? (t.detail ->> 'object')`.execute(tx);
}

/** Closes what asks whether these runs' delivery was sent. */
export async function closeUncertain(
  tx: Tx,
  { runs, delivery }: { readonly runs: readonly string[]; readonly delivery: string },
  now: number,
): Promise<void> {
  await sql`
    update task set status = 'closed', done_at = ${now}
    where run_id = any(${[...runs]}) and status = 'open' and kind = 'uncertain'
      and detail ->> 'object' = ${delivery}`.execute(tx);
}
