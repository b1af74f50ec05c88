import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

/** Which journal tells what became of a delivery, where several processes send. */
const statements = [`alter table delivery add column journal text`];
