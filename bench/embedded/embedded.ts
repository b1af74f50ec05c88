import type { PGlite } from '@electric-sql/pglite';
import { median, worked } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { advanceLeast, type DayOfRun } from './least.ts';
import { openRecordedStore } from './recorded-store.ts';
import { replay, runs, startCircle } from './turns.ts';

const rounds = 9;
const warm = 2;

/** Each statement by itself: neither may run inside a transaction. */
async function tidy(pglite: PGlite): Promise<void> {
  await pglite.exec('vacuum analyze run, trace, decision');
  await pglite.exec('checkpoint');
}

/** Puts the day's morning back, and cleans up what that leaves, so that all sides find the same store. */
async function takeBack(pglite: PGlite): Promise<void> {
  await pglite.exec(`
    update run set state = m.state, release = m.release, phase = m.phase, step = m.step, visit = m.visit,
      held = m.held, outcome = m.outcome, wake_at = m.wake_at, next_seq = m.next_seq, version = m.version
    from morning m where m.id = run.id;
    delete from trace using morning m where trace.run_id = m.id and trace.seq >= m.next_seq;
    delete from decision using morning m where decision.run_id = m.id and decision.at > m.at;`);
  await tidy(pglite);
}

async function keepMorning(pglite: PGlite): Promise<void> {
  await pglite.exec(`
    drop table if exists morning;
    create table morning as select *, (state ->> 'at')::bigint as at from run;`);
  await tidy(pglite);
}

/** What the day changed, read from the store: the least SQL is given exactly that. */
async function readDay(pglite: PGlite): Promise<ReadonlyMap<string, DayOfRun>> {
  const { rows } = await pglite.query<DayOfRun>(`
    select run.id, run.state, run.wake_at, (select json_agg(trace order by trace.seq) from trace
      where trace.run_id = run.id and trace.seq >= m.next_seq) as lines
    from run join morning m on m.id = run.id`);
  return new Map(rows.map((row) => [row.id, row]));
}

async function latestWake(pglite: PGlite): Promise<number> {
  const { rows } = await pglite.query<{ wake: number }>(`select max(wake_at) as wake from morning`);
  return rows[0]?.wake ?? 0;
}

/** Runs advanced by the embedded driver, against its own SQL replayed bare and against the least SQL. */
export const embedded: Bench = {
  name: 'embedded',
  async measure() {
    const recorded = await openRecordedStore();
    const { pglite } = recorded;
    const times = { ours: [] as number[], same: [] as number[], least: [] as number[] };
    let statements = 0;
    try {
      const circle = await startCircle(recorded);
      for (let round = -warm; round < rounds; round += 1) {
        circle.nextDay();
        await keepMorning(pglite);
        const recording = recorded.record();
        await circle.advanceAll();
        const noted = recording();
        const day = await readDay(pglite);
        const now = await latestWake(pglite);
        statements = noted[0]?.length ?? 0;
        const sides = {
          least: () => advanceLeast(pglite, day, now),
          ours: circle.advanceAll,
          same: () => replay(pglite, noted),
        };
        // Each side finds the same morning; the least comes first, because it leaves a poorer evening.
        const order =
          round % 2 === 0 ? (['least', 'ours', 'same'] as const) : (['least', 'same', 'ours'] as const);
        for (const side of order) {
          await takeBack(pglite);
          const time = await worked(sides[side]);
          if (round >= 0) times[side].push(time);
        }
      }
    } finally {
      await recorded.close();
    }
    const ratio = (others: readonly number[]) =>
      median(times.ours.map((own, round) => (others[round] ?? 0) / own));
    const perSecond = (all: readonly number[]) => `${Math.round((runs * 1000) / median(all))} runs/s`;
    return [
      {
        name: 'embedded, by the same SQL',
        ratio: ratio(times.same),
        wanted: { atLeast: 0.8 },
        values: `${perSecond(times.ours)}, bare ${perSecond(times.same)}, ${statements} statements for 50 runs`,
      },
      {
        name: 'embedded, by the least SQL',
        ratio: ratio(times.least),
        wanted: { atLeast: 0.3 },
        values: `${perSecond(times.ours)}, least ${perSecond(times.least)}`,
      },
    ];
  },
};
