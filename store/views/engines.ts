/** Runs by who drives them: for the guards of a start, and for those that are late. */
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { EngineName } from '../schema/run-tables.ts';

/** How many runs are under way, by engine; one without runs is absent. */
export async function countRunsByEngine(db: Db): Promise<ReadonlyMap<EngineName, number>> {
  const { rows } = await sql<{ engine: EngineName; count: number }>`
    select engine, count(*) as count from run where status = 'running' group by engine`.execute(db);
  return new Map(rows.map(({ engine, count }) => [engine, count]));
}

export interface OverdueRuns {
  readonly count: number;
  /** Those whose time passed first, at most as many as were asked for. */
  readonly first: readonly OverdueRun[];
}

export interface OverdueRun {
  readonly run: string;
  readonly number: string;
  readonly wakeAt: number;
}

/**
 * Runs of an engine that should have moved on before an instant, and have not; those that it was not given
 * yet left aside. One that is to move at once (`wake_at` 0) is late since it began.
 */
export async function listOverdueRuns(
  db: Db,
  { engine, before, limit }: { readonly engine: EngineName; readonly before: number; readonly limit: number },
): Promise<OverdueRuns> {
  const { rows } = await sql<OverdueRun & { readonly count: number }>`
    select r.id as run, i.number, greatest(r.wake_at, r.started_at) as "wakeAt", count(*) over () as count
    from run r join invoice i on i.id = r.invoice_id
    where r.status = 'running' and r.engine = ${engine} and r.begun
      and greatest(r.wake_at, r.started_at) < ${before}
    order by 3, r.id limit ${limit}`.execute(db);
  return {
    count: rows[0]?.count ?? 0,
    first: rows.map(({ run, number, wakeAt }) => ({ run, number, wakeAt })),
  };
}
