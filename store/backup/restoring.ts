/** A mark in a store that a restore is filling: until it is whole, nobody may work on it. */
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';

const key = 'restoring';

export async function isRestoring(db: Db): Promise<boolean> {
  const row = await db.selectFrom('setting').select('key').where('key', '=', key).executeTakeFirst();
  return row !== undefined;
}

export async function markRestoring(db: Db): Promise<void> {
  await sql`insert into setting (key, value) values (${key}, 'true') on conflict do nothing`.execute(db);
}

export async function markWhole(tx: Tx): Promise<void> {
  await tx.deleteFrom('setting').where('key', '=', key).execute();
}
