import { sql } from 'kysely';
import type { Db } from '../database.ts';

/**
 * Gives a run that was set aside another chance, due at once; false where it was not set aside. What
 * it had to hear is still in its inbox. What was noted about one that goes on has been seen.
 */
export async function reviveRun(db: Db, run: string): Promise<boolean> {
  await sql`update run set problem = null where id = ${run} and status = 'running'`.execute(db);
  const { rows } = await sql`
    update run set status = 'running', attempts = 0, problem = null, wake_at = 0
    where id = ${run} and status = 'poisoned' returning id`.execute(db);
  return rows.length > 0;
}
