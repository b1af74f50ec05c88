import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStoredTrialClock } from '../../../server/house/trial-clock.ts';
import {
  importBalance,
  openMemoryStore,
  readFreshness,
  readLogicalTime,
  type Store,
  saveLogicalTime,
} from '../../../store/index.ts';
import { invoice } from '../../store/ledger-rows.ts';

const start = Date.parse('2026-03-02T09:00:00Z');
const day = 86_400_000;
const fast = 1_000_000_000;

let store: Store;

beforeEach(async () => {
  store = await openMemoryStore();
});

afterEach(() => store.close());

it('goes on from where the store’s trial stood, never earlier', async () => {
  const first = await createStoredTrialClock(store, { start, speed: fast, until: null });
  await first.sleepUntil(start + 3 * day, new AbortController().signal);

  const second = await createStoredTrialClock(store, { start, speed: fast, until: null });
  await saveLogicalTime(store.db, start);

  expect(first.now()).toBe(start + 3 * day);
  expect(second.now()).toBe(start + 3 * day);
  expect(await readLogicalTime(store.db)).toBe(start + 3 * day);
});

it('the ledger counts as fresh at every moment of a trial', async () => {
  await importBalance(store.db, [invoice('F1', 100)], { at: start, actor: 'test', source: 'nightly' });
  const clock = await createStoredTrialClock(store, { start, speed: fast, until: null });

  await clock.sleepUntil(start + 60 * day, new AbortController().signal);

  expect(await readFreshness(store.db)).toMatchObject({ refreshedAt: start + 60 * day });
});

it('stops at its end', async () => {
  const clock = await createStoredTrialClock(store, { start, speed: fast, until: start + day });

  await clock.sleepUntil(start + 30 * day, new AbortController().signal);

  expect(clock.now()).toBe(start + day);
});
