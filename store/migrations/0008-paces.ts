import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

/** When the next message of a channel may leave, real milliseconds, over all processes that send. */
const statements = [`create table pace (channel text primary key, next_at double precision not null)`];
