/**
 * `kill -9` of the real process, again and again, while it sends over real SMTP: what it did before the
 * first `uncertain` is what an undisturbed process does, and once every uncertain message is resolved
 * each one has arrived exactly once.
 */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { endAll } from './palier.ts';
import {
  fatesOf,
  type Line,
  readArrivals,
  readLines,
  readUncertain,
  seeded,
  seedsToTry,
} from './readings.ts';
import { remindersEach } from './scene.ts';
import {
  createTrials,
  finish,
  first,
  resolveAll,
  runAndDie,
  second,
  type Trials,
  withStore,
} from './trial.ts';

const kills = 6;
const invoices = Number(process.env.KILL_INVOICES ?? 1_000);

let trials: Trials;
let undisturbed: readonly Line[] = [];

beforeAll(async () => {
  trials = await createTrials(invoices);
  const { place, smtp } = await trials.build();
  await finish(place, first);
  undisturbed = await withStore(place, readLines);
  expect(await smtp.accepted()).toHaveLength(invoices * remindersEach);
}, 300_000);

afterEach(async () => {
  endAll();
  await trials.stop();
});

/** What was said before anything about this customer became uncertain. */
function beforeDoubt(lines: readonly Line[], doubts: ReadonlyMap<number, number>): readonly string[] {
  return lines
    .filter(({ customer, at }) => at < (doubts.get(customer) ?? Number.POSITIVE_INFINITY))
    .map(
      ({ run, at, step, what, detail }) =>
        `${run} ${new Date(at).toISOString()} ${step} ${what} ${JSON.stringify(detail)}`,
    );
}

it.each(seedsToTry())(
  'loses nothing and doubles nothing when killed again and again (seed %i)',
  async (seed) => {
    const random = seeded(seed);
    const trial = await trials.build();
    const { place, smtp } = trial;
    let threshold = 0;

    for (let kill = 0; kill < kills; kill += 1) {
      threshold += Math.floor(((5 + random() * 26) * invoices) / 100);
      await runAndDie(trial, threshold);
    }
    await finish(place, first);
    const disturbed = await withStore(place, readLines);
    const doubts = new Map<number, number>();
    for (const { customer, at, what } of disturbed) {
      if (what === 'uncertain' && at < (doubts.get(customer) ?? Number.POSITIVE_INFINITY))
        doubts.set(customer, at);
    }
    const uncertain = await withStore(place, readUncertain);
    await resolveAll(place, fatesOf(uncertain, await smtp.accepted()));
    await finish(place, second);

    expect(beforeDoubt(disturbed, doubts)).toEqual(beforeDoubt(undisturbed, doubts));
    const accepted = await smtp.accepted();
    const arrivals = [...(await withStore(place, (store) => readArrivals(store, accepted)))];
    expect(arrivals.filter(([, count]) => count !== 1)).toEqual([]);
    expect(arrivals).toHaveLength(invoices * remindersEach);
    console.log(
      `seed ${seed}: ${kills} kills, ${uncertain.length} uncertain, ${doubts.size} customers in doubt`,
    );
  },
);
