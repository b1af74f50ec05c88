/** A whole store as text, and back. */
export { type DumpSink, dumpStore } from './dump-store.ts';
export type { BackupHead } from './head.ts';
export type { LoadedRows } from './load-store.ts';
export { openEmptyStore, unknownMigrations } from './open-empty.ts';
export { isRestoring } from './restoring.ts';
