/**
 * One suite for both databases: on PGlite always, on PostgreSQL where `TEST_DATABASE_URL` is set
 * (`node scripts/postgres.mjs -- vitest run test/store`). A file has its own database, a test empty
 * tables.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { type Db, openMemoryStore, openStore, type Store } from '../../store/index.ts';

const kinds = process.env.TEST_DATABASE_URL === undefined ? ['pglite'] : ['pglite', 'postgres'];

/** Runs a suite against each database; `store()` is the open one, with empty tables. */
export function describeStores(name: string, suite: (store: () => Store) => void): void {
  for (const kind of kinds) {
    describe(`${name} (${kind})`, () => {
      let opened: { store: Store; drop: () => Promise<void> } | null = null;
      const store = () => {
        if (opened === null) throw new Error('the store opens before the first test');
        return opened.store;
      };
      beforeAll(async () => {
        opened =
          kind === 'pglite' ? await openInMemory() : await openOnServer(process.env.TEST_DATABASE_URL ?? '');
      }, 60_000);
      beforeEach(() => emptyTables(store().db));
      afterAll(() => opened?.drop(), 60_000);
      suite(store);
    });
  }
}

async function openInMemory() {
  const store = await openMemoryStore();
  return { store, drop: () => store.close() };
}

async function openOnServer(server: string) {
  const name = `palier_${randomUUID().replaceAll('-', '')}`;
  const admin = await openStore({ url: server });
  await sql.raw(`create database ${name}`).execute(admin.db);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const store = await openStore({ url: url.href });
  const drop = async () => {
    await store.close();
    await sql.raw(`drop database ${name}`).execute(admin.db);
    await admin.close();
  };
  return { store, drop };
}

async function emptyTables(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely_%'`.execute(db);
  await sql.raw(`truncate ${rows.map((row) => row.name).join()} restart identity cascade`).execute(db);
}
