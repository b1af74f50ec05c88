/** The store: the only folder with SQL. Facts, runs, deliveries and releases, on PGlite or PostgreSQL. */
export { openMemoryStore } from './connection/memory-store.ts';
export { openStore, type StoreLocation } from './connection/open-store.ts';
export type { Store } from './connection/store.ts';
export type { Database, Db, Tx } from './database.ts';
export { StoreError, type StoreErrorCode } from './errors.ts';
export { importBalance } from './ledger/import-balance.ts';
export { migrate } from './migrations/index.ts';
export type * from './schema/ledger-tables.ts';
export type * from './schema/mailroom-tables.ts';
export type * from './schema/run-tables.ts';
export type * from './schema/workspace-tables.ts';
