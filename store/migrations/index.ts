/**
 * The store's migrations, in order. A published one is never edited: a change is a new file and one
 * line here, written for PostgreSQL 15 and tried on both databases.
 */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from '../database.ts';
import { StoreError } from '../errors.ts';
import * as ledger from './0001-ledger.ts';
import * as runs from './0002-runs.ts';
import * as mailroom from './0003-mailroom.ts';
import * as workspace from './0004-workspace.ts';
import * as engines from './0005-engines.ts';
import * as traceparents from './0006-traceparents.ts';
import * as journals from './0007-journals.ts';
import * as paces from './0008-paces.ts';
import * as accountLines from './0010-account-lines.ts';
import * as releaseComments from './0011-release-comments.ts';
import * as quarantine from './0012-quarantine.ts';
import * as quickLists from './0013-quick-lists.ts';
import * as readings from './0014-readings.ts';
import * as byCustomer from './0015-by-customer.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-ledger': ledger,
  '0002-runs': runs,
  '0003-mailroom': mailroom,
  '0004-workspace': workspace,
  '0005-engines': engines,
  '0006-traceparents': traceparents,
  '0007-journals': journals,
  '0008-paces': paces,
  '0010-account-lines': accountLines,
  '0011-release-comments': releaseComments,
  '0012-quarantine': quarantine,
  '0013-quick-lists': quickLists,
  '0014-readings': readings,
  '0015-by-customer': byCustomer,
};

/**
 * Brings the schema up to date, in one transaction; does nothing where it already is.
 *
 * @throws the database's own error when a migration fails; StoreError `store-newer`, and then nothing is
 *   changed, when the schema is newer than this program knows.
 */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const done = await readDone(db);
  const newer = done.find((name) => !Object.hasOwn(migrations, name));
  if (newer !== undefined) {
    throw new StoreError('store-newer', `a newer version has written this store (${newer})`, {
      migration: newer,
    });
  }
  if (done.join() === Object.keys(migrations).join()) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Brings an empty database to the schema that it had after one migration. */
export async function migrateTo(db: Kysely<Database>, last: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateTo(last);
  if (error !== undefined) throw error;
}

/** The migrations that a database has, in order; none where it never was ours. */
async function readDone(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ known: boolean }>`
    select to_regclass('kysely_migration') is not null as known`.execute(db);
  if (tables[0]?.known !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
