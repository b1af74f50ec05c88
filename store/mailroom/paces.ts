/**
 * The line in which messages of a channel leave at a rate, over all processes: everyone takes the place
 * after the last one. Real time throughout.
 */
import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** Takes the next places. Gives the instant of the first one: now, or later where others are before it. */
export async function takePlaces(
  db: Db,
  channel: string,
  { perSecond, places }: { readonly perSecond: number; readonly places: number },
  realNow: number,
): Promise<number> {
  const length = (places * 1_000) / perSecond;
  const { rows } = await sql<{ at: number }>`
    insert into pace (channel, next_at) values (${channel}, ${realNow + length})
    on conflict (channel) do update set next_at = greatest(pace.next_at, ${realNow}) + ${length}
    returning next_at - ${length} as at`.execute(db);
  return rows[0]?.at ?? realNow;
}

/** Gives a place back that nobody needed: the line is shorter by one. */
export async function giveBackPlace(db: Db, channel: string, perSecond: number): Promise<void> {
  await sql`update pace set next_at = next_at - ${1_000 / perSecond} where channel = ${channel}`.execute(db);
}
