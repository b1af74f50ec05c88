import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

/** What its author says of a release. */
const statements = [`alter table release add column comment text`];
