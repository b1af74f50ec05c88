import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

/** W3C trace contexts, so that what happens weeks later, in any process, belongs to the import's trace. */
const statements = [
  `alter table import add column traceparent text`,
  `alter table run add column traceparent text`,
  // What is counted for the metrics must not read every run there ever was.
  `create index run_poisoned on run (id) where status = 'poisoned'`,
];
