/**
 * The least SQL that could advance runs: fifty claimed in one transaction; their states and the lines
 * of their traces written in a second one. No facts, no inbox, no decisions, no unique request.
 */
import type { PGlite } from '@electric-sql/pglite';

/** What a day changes: the new state, wake-up and lines of each run. */
export interface DayOfRun {
  readonly id: string;
  readonly state: unknown;
  readonly wake_at: number;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

const atOnce = 50;

export async function advanceLeast(
  pglite: PGlite,
  days: ReadonlyMap<string, DayOfRun>,
  now: number,
): Promise<void> {
  for (;;) {
    const { rows } = await pglite.transaction((tx) =>
      tx.query<{ id: string; state: unknown }>(
        `select id, state from run where status = 'running' and wake_at <= $1
         order by wake_at limit ${atOnce} for update skip locked`,
        [now],
      ),
    );
    if (rows.length === 0) return;
    const own = rows.flatMap(({ id }) => days.get(id) ?? []);
    const states = own.map(({ id, state, wake_at }) => ({ id, state, wake_at }));
    await pglite.transaction(async (tx) => {
      await tx.query(
        `update run set state = x.state, wake_at = x.wake_at
         from jsonb_to_recordset($1::jsonb) as x(id text, state jsonb, wake_at bigint) where run.id = x.id`,
        [JSON.stringify(states)],
      );
      await tx.query(
        `insert into trace (run_id, seq, at, step, visit, what, detail)
         select * from jsonb_to_recordset($1::jsonb)
           as x(run_id text, seq int, at bigint, step text, visit int, what text, detail jsonb)`,
        [JSON.stringify(own.flatMap(({ lines }) => lines))],
      );
    });
  }
}
