import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import { Pool, TypeOverrides } from 'pg';
import type { Database, Db } from '../database.ts';
import { breathing } from './breathing-pglite.ts';
import type { EndingPGlite } from './pglite.ts';
import { valueParsers } from './value-parsers.ts';

/**
 * An open database. The embedded one neither cleans up nor counts its rows by itself: `maintain` belongs
 * on a timer, and after much has been written; its plans would stay those for the few rows of before.
 */
export interface Store {
  readonly db: Db;
  readonly kind: 'pglite' | 'postgres';
  /**
   * Aborted, with a StoreError `store-broken`, when the embedded database has ended by itself; until it is
   * opened anew nothing can be read.
   */
  readonly broken: AbortSignal;
  maintain(): Promise<void>;
  /** Cleans up, closes, and gives the data folder back. May be called twice. */
  close(): Promise<void>;
}

export function pgliteStore(pglite: EndingPGlite, unlock: () => void): Store {
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: breathing(pglite) }) });
  const maintain = async () => {
    for (const table of await tablesOf(db)) {
      await sql`vacuum ${sql.ref(table)}`.execute(db);
      await sql`analyze ${sql.ref(table)}`.execute(db);
    }
    await sql`checkpoint`.execute(db);
  };
  let closing: Promise<void> | null = null;
  const close = async () => {
    try {
      if (!pglite.broken.aborted) await maintain();
    } finally {
      await db.destroy();
      unlock();
    }
  };
  return {
    db,
    kind: 'pglite',
    broken: pglite.broken,
    maintain,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Their names: they are cleaned up one by one, so that others get their turn in between. */
async function tablesOf(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    order by relname`.execute(db);
  return rows.map(({ name }) => name);
}

/** How long a query waits for a server that does not answer, in milliseconds. */
const connectTimeout = 10_000;

export function postgresStore(url: string): Store {
  const types = new TypeOverrides();
  for (const [oid, parse] of Object.entries(valueParsers)) types.setTypeParser(Number(oid), parse);
  // One connection always stays, so that a server can tell who works on a store (`restore` asks it).
  const pool = new Pool({
    ...{ connectionString: url, application_name: 'palier', min: 1, max: 10, types },
    connectionTimeoutMillis: connectTimeout,
  });
  // A connection that ends between two queries is no fault of any: the next one hears of it, or opens another.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | null = null;
  return {
    db,
    kind: 'postgres',
    broken: new AbortController().signal,
    maintain: async () => {},
    close: () => {
      closing ??= db.destroy();
      return closing;
    },
  };
}
