/** Runs handed to Temporal and back in the middle of their ladder, also by a process that is cut off. */
import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  moveToTemporal,
  openMemoryStore,
  planMove,
  type Store,
  takeFromTemporal,
  verifyStore,
} from '../../../store/index.ts';
import { createReleases } from '../../../workers/carry/index.ts';
import { createRecording, type OutgoingEmail } from '../../../workers/channels/index.ts';
import { bundleWorkflows } from '../../../workers/temporal/bundle.ts';
import { searchAttributes } from '../../../workers/temporal/contract.ts';
import { leaveTemporal } from '../../../workers/temporal/leave-temporal.ts';
import { placeOf } from '../../conformance/temporal.ts';
import { ladder } from '../../workers/carry/house.ts';
import { startTimeSkipping } from '../servers.ts';
import { embedded, workEmbedded } from './embedded-beside.ts';
import { FaultHouse, until } from './fault-house.ts';

const start = Date.parse('2026-03-02T08:00:00Z');
const day = 86_400_000;
const count = 20;

let env: TestWorkflowEnvironment;
let now = start;
const clock = { now: () => now, sleepUntil: async () => {} };
const houses: FaultHouse[] = [];

beforeAll(async () => {
  env = await startTimeSkipping({ initialTime: new Date(start).toISOString(), searchAttributes });
});

afterAll(async () => {
  for (const house of houses) {
    await house.close();
    await house.store.close();
  }
  await env.teardown();
});

const email = createRecording<OutgoingEmail>('email');

async function build(): Promise<{ readonly house: FaultHouse; readonly runs: readonly string[] }> {
  const bundle = await bundleWorkflows();
  const house = await FaultHouse.build({
    env,
    bundle,
    store: await openMemoryStore(),
    clock,
    release: ladder(),
  });
  houses.push(house);
  const runs: string[] = [];
  for (let index = 0; index < count; index += 1) {
    runs.push((await house.take({ number: `F${index}`, dueOn: '2026-03-02' })).run);
  }
  return { house, runs };
}

/** A server that waits for a slow worker does not skip; asked again, it does. */
const skipPatience = 5_000;

async function passOnTemporal(store: Store, instant: number): Promise<void> {
  // Nothing is under way: whoever wakes there finds the same time here.
  now = instant;
  for (let there = await env.currentTimeMs(); there < instant; there = await env.currentTimeMs()) {
    const skipped = env.sleep(instant - there);
    skipped.catch(() => {});
    await Promise.race([skipped, pause(skipPatience)]);
  }
  await restOnTemporal(store);
}

async function restOnTemporal({ db }: Store): Promise<void> {
  const busy = async () => {
    const { rows } = await sql<{ busy: number }>`
      select count(*) filter (where engine = 'temporal' and (not begun or wake_at <= ${now}
          or state->'open'->>'status' = 'asked'))
        + (select count(*) from inbox where consumed_at is null) as busy
      from run where status = 'running'`.execute(db);
    return rows[0]?.busy ?? 0;
  };
  await until(busy, (left) => left === 0, 60_000);
}

const saidBy = (house: FaultHouse, runs: readonly string[]) =>
  Promise.all(runs.map((run) => house.said(run)));
const broken = async ({ db }: Store) => (await verifyStore(db)).filter((one) => one.count > 0);

it('say the same and send each message once, wherever they are driven', async () => {
  now = start;
  const { house, runs } = await build();
  const { store } = house;
  const carrier = await embedded(house, email);
  const undisturbed = await build();
  const alone = { ...carrier, store: undisturbed.house.store, releases: createReleases() };
  for (const days of [0, 7, 14]) {
    now = start + days * day;
    await workEmbedded(alone);
  }
  const expected = await saidBy(undisturbed.house, undisturbed.runs);
  const before = email.messages.length;
  expect(before).toBe(2 * count);

  now = start;
  await workEmbedded(carrier);
  now = start + 3 * day;
  await workEmbedded(carrier);

  // Cut off after eight; the second time goes on with the rest.
  expect(await moveToTemporal(store.db, 8)).toBe(8);
  expect(await planMove(store.db, 'temporal')).toMatchObject({
    ready: count - 8,
    moved: 8,
    inFlightCount: 0,
  });
  expect(await moveToTemporal(store.db, 500)).toBe(count - 8);
  expect(await moveToTemporal(store.db, 500)).toBe(0);
  const driving = await house.start({ queues: ['flows', 'email'], email });
  await restOnTemporal(store);
  // Cut off between the beginning of a workflow and the note that it has begun.
  await sql`update run set begun = false, relay_until = 0 where id = any(${runs.slice(0, 3)})`.execute(
    store.db,
  );
  await restOnTemporal(store);
  await passOnTemporal(store, start + 7 * day);
  await passOnTemporal(store, start + 10 * day);
  expect(email.messages.length - before).toBe(count);

  // Cut off between the row and the end of its workflow.
  expect(await takeFromTemporal(store.db, runs[0] ?? '')).toBe(true);
  const left = await leaveTemporal(store.db, placeOf(env));
  expect(left).toEqual({ moved: count, inFlight: [] });
  expect(await leaveTemporal(store.db, placeOf(env))).toEqual({ moved: 0, inFlight: [] });
  for (const run of runs) {
    expect((await house.client.workflow.getHandle(run).describe()).status.name).toBe('TERMINATED');
  }
  await house.stop(driving);
  expect(await broken(store)).toEqual([]);
  now = start + 14 * day;
  await workEmbedded(carrier);

  expect(await saidBy(house, runs)).toEqual(expected);
  expect(email.messages.length - before).toBe(2 * count);
  expect(await broken(store)).toEqual([]);
}, 240_000);
