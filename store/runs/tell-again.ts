import { sql } from 'kysely';
import type { Tx } from '../database.ts';

/**
 * Puts before runs again what their workflows were told and may not have heard: all that came after the
 * last event that the state of the run knows. Gives how many events that are.
 */
export async function tellAgain(tx: Tx, runs: readonly string[]): Promise<number> {
  const { rows } = await sql`
    update inbox i set consumed_at = null
    where i.run_id = any(${[...runs]}) and i.event ->> 'type' <> 'performed' and i.id > coalesce((
      select max(h.id) from inbox h join run r on r.id = h.run_id
      where h.run_id = i.run_id and r.state -> 'seen' ? (h.event ->> 'id')), 0)
    returning i.id`.execute(tx);
  return rows.length;
}
