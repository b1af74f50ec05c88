/**
 * An empty database that a backup is loaded into. The embedded one is made beside the present store and
 * takes its place only when it is whole; the present one stays in the folder under another name. On
 * PostgreSQL, where tables have one place, a mark keeps everybody out until it is whole.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { lockFolder } from '../connection/folder-lock.ts';
import { createInChild, cutOffMark } from '../connection/open-folder.ts';
import type { StoreLocation } from '../connection/open-store.ts';
import { openPGlite } from '../connection/pglite.ts';
import { pgliteStore, postgresStore, type Store } from '../connection/store.ts';
import { syncFolder } from '../connection/sync-folder.ts';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { migrate, migrateTo, migrations } from '../migrations/index.ts';
import { type BackupHead, migrationTables } from './head.ts';
import { type LoadedRows, loadStore } from './load-store.ts';
import { isRestoring, markRestoring, markWhole, restoringTable } from './restoring.ts';

export interface EmptyStore {
  /** True where there is a store already, which would give way. */
  readonly isTaken: boolean;
  /** Makes the database, fills it, brings it up to date, lets `finish` complete it, and puts it in its place. */
  fill(head: BackupHead, rows: AsyncIterable<LoadedRows>, finish: (tx: Tx) => Promise<void>): Promise<void>;
  /** Gives everything back. What was not put in its place is thrown away. */
  close(): Promise<void>;
}

/** Migrations of a backup that this program does not know: it was made by a newer one. */
export function unknownMigrations({ schema }: Pick<BackupHead, 'schema'>): readonly string[] {
  return schema.filter((name) => !Object.hasOwn(migrations, name));
}

/** @throws StoreError `store-locked` or `store-in-use` where another process has it open. */
export async function openEmptyStore(location: StoreLocation): Promise<EmptyStore> {
  return 'url' in location ? openOnServer(location.url) : openInFolder(location.dataDir);
}

async function load(
  store: Store,
  head: BackupHead,
  rows: AsyncIterable<LoadedRows>,
  finish: (tx: Tx) => Promise<void>,
): Promise<void> {
  const { db } = store;
  await markRestoring(db);
  await dropTables(db);
  await migrateTo(db, head.schema.at(-1) ?? '');
  await loadStore(db, head, rows, async () => {});
  await migrate(db);
  await db.transaction().execute(async (tx) => {
    await finish(tx);
    await markWhole(tx);
  });
  await store.maintain();
}

async function openInFolder(dataDir: string): Promise<EmptyStore> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  const place = join(folder, 'postgres');
  const draft = join(folder, 'postgres.restoring');
  return {
    isTaken: existsSync(join(place, 'PG_VERSION')),
    async fill(head, rows, finish) {
      rmSync(draft, { recursive: true, force: true });
      await createInChild(draft);
      const store = pgliteStore(await openPGlite({ dataDir: draft }), () => {});
      try {
        await load(store, head, rows, finish);
      } finally {
        await store.close();
      }
      syncFolder(draft);
      if (existsSync(place)) {
        writeFileSync(cutOffMark(folder), '', { flush: true });
        renameSync(place, `${place}.before-${new Date().toISOString().replaceAll(':', '')}`);
      }
      renameSync(draft, place);
      rmSync(cutOffMark(folder), { force: true });
    },
    async close() {
      rmSync(draft, { recursive: true, force: true });
      unlock();
    },
  };
}

async function openOnServer(url: string): Promise<EmptyStore> {
  const store = postgresStore(url);
  try {
    await refuseOthers(store.db);
    const isTaken = (await ownTables(store.db)).length > 0 && !(await isRestoring(store.db));
    return {
      isTaken,
      fill: (head, rows, finish) => load(store, head, rows, finish),
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function dropTables(db: Db): Promise<void> {
  const tables = await ownTables(db);
  if (tables.length === 0) return;
  await sql`drop table ${sql.join(tables.map((name) => sql.table(name)))} cascade`.execute(db);
}

/** A store that somebody works on must not be taken away under him, on whatever machine he is. */
async function refuseOthers(db: Db): Promise<void> {
  const { rows } = await sql<{ sessions: number; host: string | null }>`
    select count(*) as sessions, min(host(client_addr)) as host from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and application_name = current_setting('application_name')`.execute(db);
  const { sessions = 0, host = null } = rows[0] ?? {};
  if (sessions === 0) return;
  const from = host ?? 'this machine';
  const message = `${sessions} other connections of Palier are open on this database, from ${from}`;
  throw new StoreError('store-in-use', message, { sessions, host: host ?? '' });
}

/** All tables of a database that was made ours; none of one that never was. */
async function ownTables(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema()`.execute(db);
  const names = rows.map(({ name }) => name).filter((name) => name !== restoringTable);
  return migrationTables.every((name) => names.includes(name)) ? names : [];
}
