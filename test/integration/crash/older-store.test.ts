/** A power cut may take a store back to an earlier moment than its journal: nothing is sent a second time. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyStore } from '../../../store/index.ts';
import { endAll } from './palier.ts';
import { fatesOf, readArrivals, readUncertain } from './readings.ts';
import { remindersEach } from './scene.ts';
import {
  askAll,
  createTrials,
  finish,
  first,
  resolveAll,
  runAndDie,
  second,
  type Trials,
  withStore,
} from './trial.ts';

const invoices = 60;
/** Messages in the mail server's hands at once, each time it was killed. */
const inHand = 8;

let trials: Trials;
beforeAll(async () => {
  trials = await createTrials(invoices);
});
afterAll(async () => {
  endAll();
  await trials.stop();
});

it('messages that only the journal knows are doubted, and each arrives once', async () => {
  const trial = await trials.build();
  const { place, smtp } = trial;
  const database = join(place.data, 'postgres');
  const earlier = `${database}.earlier`;
  await runAndDie(trial, invoices / 2);
  cpSync(database, earlier, { recursive: true });
  const before = (await smtp.accepted()).length;
  await runAndDie(trial, (invoices * remindersEach * 2) / 3);
  const lost = (await smtp.accepted()).length - before;
  rmSync(database, { recursive: true });
  cpSync(earlier, database, { recursive: true });

  await finish(place, first);
  const uncertain = await withStore(place, readUncertain);
  await askAll(place, [['resolve-accepted', {}]]);
  const left = await withStore(place, readUncertain);
  await resolveAll(place, fatesOf(left, await smtp.accepted()));
  await finish(place, second);

  const arrivals = [
    ...(await withStore(place, async (store) => {
      expect((await verifyStore(store.db)).filter(({ count }) => count > 0)).toEqual([]);
      return readArrivals(store, await smtp.accepted());
    })),
  ];
  expect(uncertain.length).toBeGreaterThanOrEqual(lost);
  expect(left.length).toBeLessThanOrEqual(2 * inHand);
  expect(arrivals.filter(([, count]) => count !== 1)).toEqual([]);
  expect(await smtp.accepted()).toHaveLength(invoices * remindersEach);
});
