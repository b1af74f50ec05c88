import { type Kysely, sql } from 'kysely';

/** Runs SQL statements one by one: the extended protocol takes one at a time. */
export async function runStatements(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
