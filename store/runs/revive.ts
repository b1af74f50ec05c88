import { sql } from 'kysely';
import type { Db } from '../database.ts';

/**
 * Gives a run that was set aside another chance, due at once; false where it was not set aside. What
 * it had to hear is still in its inbox, behind the event `first`: it may be what set the run aside. What
 * was noted about one that goes on has been seen.
 */
export async function reviveRun(db: Db, run: string, first: string | null = null): Promise<boolean> {
  await sql`update run set problem = null where id = ${run} and status = 'running'`.execute(db);
  const { rows } = await sql`
    update run set status = 'running', attempts = 0, problem = null, wake_at = 0
    where id = ${run} and status = 'poisoned' returning id`.execute(db);
  if (rows.length > 0 && first !== null) await putBehind(db, run, first);
  return rows.length > 0;
}

async function putBehind(db: Db, run: string, first: string): Promise<void> {
  await sql`
    update inbox i set id = moved.next from (
      select id, nextval(pg_get_serial_sequence('inbox', 'id')) as next from (
        select id from inbox
        where run_id = ${run} and consumed_at is null and event_id <> ${first} order by id) waiting
      ) moved
    where i.id = moved.id`.execute(db);
}
