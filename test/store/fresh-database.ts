import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { openStore, type Store } from '../../store/index.ts';

export interface FreshDatabase {
  readonly url: string;
  readonly store: Store;
  /** Ends whoever is connected too. */
  drop(): Promise<void>;
}

/** A database of its own on a PostgreSQL server, with the store open on it. */
export async function createDatabase(server: string): Promise<FreshDatabase> {
  const name = `palier_${randomUUID().replaceAll('-', '')}`;
  const admin = await openStore({ url: server });
  await sql.raw(`create database ${name}`).execute(admin.db);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const store = await openStore({ url: url.href });
  return {
    ...{ url: url.href, store },
    async drop() {
      await store.close();
      await sql.raw(`drop database ${name} with (force)`).execute(admin.db);
      await admin.close();
    },
  };
}
