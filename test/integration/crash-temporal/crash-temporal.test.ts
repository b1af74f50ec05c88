/**
 * `kill -9` of workers, of the Temporal server and of `palier start`, again and again, while they send over
 * real SMTP: what was done before the first `uncertain` of a run is what undisturbed processes do, and
 * once every uncertain message is resolved each one has arrived exactly once.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { lookAtTemporal } from '../../../workers/temporal/look-at-temporal.ts';
import { operate } from '../crash/palier.ts';
import {
  fatesOf,
  type Line,
  readArrivals,
  readLines,
  readUncertain,
  seeded,
  seedsToTry,
} from '../crash/readings.ts';
import { drawBlows, strike, until } from './blows.ts';
import { isPossible, missing, useProgram } from './tools.ts';
import { buildWorld, serverOf, type World } from './world.ts';

const invoices = Number(process.env.KILL_INVOICES_TEMPORAL ?? 300);

const build = () => buildWorld({ invoices, customers: 60, mailDelay: 40 });

/** True when every run has ended or is held by a message of which nobody knows. */
async function isAtRest({ store: { db } }: World): Promise<boolean> {
  const runs = db.selectFrom('run').select('id').where('status', '=', 'running').where('held', '=', false);
  const sending = db.selectFrom('delivery').select('id').where('status', '=', 'sending');
  return (await runs.execute()).length + (await sending.execute()).length === 0;
}

async function hasEnded({ store: { db } }: World): Promise<boolean> {
  return (await db.selectFrom('run').select('id').where('status', '=', 'running').execute()).length === 0;
}

/** What each run said before anything about it became uncertain. The hour is that of the test. */
function beforeDoubt(lines: readonly Line[], cut: ReadonlyMap<string, number>) {
  const byRun = [...Map.groupBy(lines, ({ run }) => run)];
  return new Map(
    byRun.map(([run, own]) => [
      run,
      own.slice(0, cut.get(run)).map(({ step, what, detail }) => `${step} ${what} ${JSON.stringify(detail)}`),
    ]),
  );
}

/** The number of lines of each run before its first `uncertain`. */
function doubtsIn(lines: readonly Line[]): ReadonlyMap<string, number> {
  const firsts = [...Map.groupBy(lines, ({ run }) => run)].map(
    ([run, own]) => [run, own.findIndex(({ what }) => what === 'uncertain')] as const,
  );
  return new Map(firsts.filter(([, first]) => first !== -1));
}

describe('workers and servers that are killed', () => {
  let undisturbed: readonly Line[] = [];
  useProgram();

  beforeAll(async () => {
    if (!isPossible) return;
    const world = await build();
    try {
      await world.start();
      await until(() => hasEnded(world), 'the undisturbed runs');
      undisturbed = await readLines(world.store);
      expect(await world.smtp.accepted()).toHaveLength(world.messages);
    } finally {
      await world.close();
    }
  });

  it('can be tested where everything must be', () => {
    for (const tool of missing) console.warn(`NOT TESTED, because it is missing: ${tool}`);

    expect(process.env.CI === undefined ? [] : missing).toEqual([]);
  });

  const seeds = it.skipIf(!isPossible).for(seedsToTry());
  seeds('lose nothing and double nothing (seed %i)', async (seed, { onTestFinished, onTestFailed }) => {
    const began = Date.now();
    const blows = drawBlows(seeded(seed), invoices);
    onTestFailed(() => console.error(`seed ${seed}: ${JSON.stringify(blows)}`));
    const world = await build();
    onTestFinished(() => world.close());
    const { store, smtp, place } = world;
    await world.start();

    for (const blow of blows) await strike(world, blow);
    await until(() => isAtRest(world), 'rest after the last blow');
    const disturbed = await readLines(store);
    const uncertain = await readUncertain(store);
    for (const victim of ['start', 'first', 'second'] as const) await world.atWork(victim);
    for (const [delivery, fate] of fatesOf(uncertain, await smtp.accepted()))
      await operate(place, 'resolve', { delivery, fate });
    await until(() => hasEnded(world), 'the end of all runs');

    const doubts = doubtsIn(disturbed);
    expect(beforeDoubt(disturbed, doubts)).toEqual(beforeDoubt(undisturbed, doubts));
    const arrivals = [...(await readArrivals(store, await smtp.accepted()))];
    expect(arrivals.filter(([, count]) => count !== 1)).toEqual([]);
    expect(arrivals).toHaveLength(world.messages);
    expect(await complaints(world)).toEqual([]);
    console.log(
      `seed ${seed}: ${blows.length} kills, ${uncertain.length} uncertain, ${Math.round((Date.now() - began) / 1_000)} s`,
    );
  });
});

/** What `doctor` finds wrong, and what Temporal has not closed. */
async function complaints({ place, store, temporal }: World): Promise<readonly string[]> {
  const { checks } = (await operate(place, 'doctor', {})) as {
    readonly checks: readonly { name: string; state: string; detail: { en: string } }[];
  };
  const runs = await store.db.selectFrom('run').select('id').execute();
  const { stuck } = await lookAtTemporal(
    serverOf(temporal()),
    runs.map(({ id }) => id),
  );
  return [
    ...checks
      .filter(({ state }) => state === 'bad')
      .map(({ name, state, detail }) => `${name} ${state}: ${detail.en}`),
    ...stuck.filter(({ said }) => said !== 'COMPLETED').map(({ run, why, said }) => `${run} ${why}: ${said}`),
  ];
}
