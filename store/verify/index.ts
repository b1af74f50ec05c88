/**
 * The store's invariants, and the proof that they hold. Reads only, one query and one moment for each, so
 * that it may be asked beside a running process.
 */
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { inTransaction } from '../facts/in-transaction.ts';
import { ledgerInvariants } from './ledger.ts';
import { mailroomInvariants } from './mailroom.ts';
import { runInvariants } from './runs.ts';
import { workspaceInvariants } from './workspace.ts';

const invariants = [
  ...ledgerInvariants,
  ...runInvariants,
  ...mailroomInvariants,
  ...workspaceInvariants,
] as const;

export type InvariantName = (typeof invariants)[number]['name'];
export const invariantNames: readonly InvariantName[] = invariants.map(({ name }) => name);

export interface Verdict {
  readonly name: InvariantName;
  /** How many break it; 0 where it holds. */
  readonly count: number;
  /** Some of them; what the database says, where damaged values keep it from being asked. */
  readonly offenders: readonly string[];
}

/** So many offenders are named. */
const mostNamed = 10;

/** Asks for each invariant what breaks it. */
export async function verifyStore(db: Db): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { name, broken } of invariants) {
    const rows = await inTransaction(db, async (tx) => {
      await sql`set transaction read only`.execute(tx);
      const found = await sql<{ id: string; count: number }>`
        select id, count(*) over () as count from (${broken}) broken order by id limit ${mostNamed}`.execute(
        tx,
      );
      return found.rows;
    }).catch((error: unknown) => {
      if (!isOfData(error)) throw error;
      return [{ id: error.message, count: 1 }];
    });
    verdicts.push({ name, count: rows[0]?.count ?? 0, offenders: rows.map(({ id }) => id) });
  }
  return verdicts;
}

/** A value is not what it should be: class 22 of PostgreSQL's codes, "data exception". */
function isOfData(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22');
}
