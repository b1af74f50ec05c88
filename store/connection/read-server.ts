import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** A text that is another one once PostgreSQL was started again, or another server has taken over. */
export async function readServer(db: Db): Promise<string> {
  const { rows } = await sql<{ server: string }>`
    select extract(epoch from pg_postmaster_start_time())::text as server`.execute(db);
  return rows[0]?.server ?? '';
}
