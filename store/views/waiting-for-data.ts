import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** How many contacts wait for newer data: put off as stale, with nothing asked by their run since. */
export async function countWaitingForData(db: Db): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from request join run on run.id = request.run_id
    where run.status = 'running' and request.status = 'answered'
      and request.outcome ->> 'fate' = 'deferred' and request.outcome ->> 'why' = 'stale-data'
      and not exists (select from request later where later.run_id = request.run_id
        and later.id > request.id)`.execute(db);
  return rows[0]?.waiting ?? 0;
}
