import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** Lets flows be asked again about invoices that an earlier trial had left out; gives their number. */
export async function forgetTrial(db: Db): Promise<number> {
  const { rows } = await sql`
    delete from no_flow where reason @> '[{"why": "not-in-trial"}]'::jsonb returning invoice_id`.execute(db);
  return rows.length;
}
