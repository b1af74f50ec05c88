/**
 * A mark in a database that a restore is filling: until it is whole, nobody may work on it. A table of its
 * own, because it is there before the tables of the store are dropped.
 */
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';

export const restoringTable = 'palier_restoring';

export async function isRestoring(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass(${restoringTable}) is not null as found`.execute(db);
  return rows[0]?.found ?? false;
}

export async function markRestoring(db: Db): Promise<void> {
  await sql`create table if not exists ${sql.table(restoringTable)} ()`.execute(db);
}

export async function markWhole(tx: Tx): Promise<void> {
  await sql`drop table ${sql.table(restoringTable)}`.execute(tx);
}
