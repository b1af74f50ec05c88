import { sql } from 'kysely';
import type { RunState, TraceLine } from '../../schemas/index.ts';
import type { Db } from '../database.ts';

export interface StoredRun {
  readonly state: RunState;
  readonly status: 'running' | 'finished' | 'poisoned';
  readonly lines: readonly TraceLine[];
}

/** A run with its trace; null where there is none. */
export async function readRun(db: Db, id: string): Promise<StoredRun | null> {
  const run = await db.selectFrom('run').select(['state', 'status']).where('id', '=', id).executeTakeFirst();
  if (run === undefined) return null;
  const { rows } = await sql<TraceLine>`
    select at, step, visit, what, detail from trace where run_id = ${id} order by seq`.execute(db);
  return { state: run.state, status: run.status, lines: rows };
}
