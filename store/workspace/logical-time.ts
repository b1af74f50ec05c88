/** The time of a trial: it belongs to the data that have lived through it. */
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { json } from '../json.ts';

const key = 'clock';

/** Where the trial's clock stands, epoch milliseconds; null where the store lives by the wall clock. */
export async function readLogicalTime(db: Db): Promise<number | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return typeof row?.value === 'number' ? row.value : null;
}

/** Moves the trial's clock on; never back. Leaves no line in the audit trail: nobody decided it. */
export async function saveLogicalTime(db: Db, at: number): Promise<void> {
  await sql`
    insert into setting (key, value) values (${key}, ${json(at)}::jsonb)
    on conflict (key) do update set value = excluded.value
    where setting.value::text::bigint < ${at}::bigint`.execute(db);
}

/** Lets every source count as read at an instant: the nightly export of a trial. */
export async function freshenSources(db: Db, at: number): Promise<void> {
  await sql`update reading set as_of = ${at}::bigint where as_of < ${at}::bigint`.execute(db);
}
