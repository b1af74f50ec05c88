/**
 * One suite for both databases: on PGlite always, on PostgreSQL where `TEST_DATABASE_URL` is set
 * (`node scripts/postgres.mjs -- vitest run test/store`). A file has its own database, a test empty
 * tables.
 */
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { openMemoryStore, type Store } from '../../store/index.ts';
import { emptyTables } from './empty-tables.ts';
import { createDatabase } from './fresh-database.ts';

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
          kind === 'pglite'
            ? await openInMemory()
            : await createDatabase(process.env.TEST_DATABASE_URL ?? '');
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
