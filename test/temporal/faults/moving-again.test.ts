/** What is on its way while runs are handed over: events that nobody heard, requests that nobody answered. */
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { moveToTemporal, planMove, recordPayment, relayFacts, verifyStore } from '../../../store/index.ts';
import { advanceRuns, type Carrier, enterInvoices } from '../../../workers/carry/index.ts';
import { createRecording, type OutgoingEmail } from '../../../workers/channels/index.ts';
import { leaveTemporal } from '../../../workers/temporal/leave-temporal.ts';
import { placeOf } from '../../conformance/temporal.ts';
import { ladder } from '../../workers/carry/house.ts';
import { embedded, workEmbedded } from './embedded-beside.ts';
import { dateOf, type FaultHouse, until } from './fault-house.ts';
import { type OpenFaultHouse, openFaultHouse } from './open-fault-house.ts';

const day = 86_400_000;
let time = Date.now();
let opened: OpenFaultHouse;
let env: TestWorkflowEnvironment;
let house: FaultHouse;
let carrier: Carrier;
const email = createRecording<OutgoingEmail>('email');

beforeAll(async () => {
  opened = await openFaultHouse({ clock: { now: () => time, sleepUntil: async () => {} } });
  ({ env, house } = opened);
  carrier = await embedded(house, email);
});

afterAll(() => opened.close());

it('hear what Temporal was told and nobody there had heard, and may be given to it once more', async () => {
  const { db } = house.store;
  const [paid, goesOn] = [
    await house.take({ number: 'PAID', dueOn: dateOf(time) }),
    await house.take({ number: 'GOES-ON', dueOn: dateOf(time) }),
  ];
  await workEmbedded(carrier);
  expect(await moveToTemporal(db, 500)).toBe(2);
  // It begins workflows and tells them; nobody works there.
  const telling = await house.start({ queues: [] });
  const begun = () => db.selectFrom('run').select('id').where('begun', '=', true).execute();
  await until(begun, (rows) => rows.length === 2);
  const payment = { invoice: paid.id, amount: 123_457, currency: 'EUR', reference: 'late' };
  await recordPayment(db, payment, { at: time, actor: 'test' });
  const told = () => db.selectFrom('inbox').select('consumed_at').where('run_id', '=', paid.run).execute();
  await until(told, (rows) => rows.length > 0 && rows.every((row) => row.consumed_at !== null));
  await house.stop(telling);

  expect(await leaveTemporal(db, placeOf(env))).toEqual({ moved: 2, inFlight: [] });
  await workEmbedded(carrier);
  expect([await house.outcome(paid.run), await house.outcome(goesOn.run)]).toEqual(['paid', null]);

  expect(await moveToTemporal(db, 500)).toBe(1);
  const driving = await house.start({ queues: ['flows', 'email'] });
  const handle = house.client.workflow.getHandle(goesOn.run);
  await until(
    async () =>
      (await db.selectFrom('run').select('fence').where('id', '=', goesOn.run).executeTakeFirst())?.fence,
    (fence) => fence?.place[0] === 2,
  );
  expect((await handle.describe()).status.name).toBe('RUNNING');
  expect(await leaveTemporal(db, placeOf(env))).toEqual({ moved: 1, inFlight: [] });
  await house.stop(driving);
  for (const days of [8, 7]) {
    time += days * day;
    await workEmbedded(carrier);
  }

  expect(email.messages).toHaveLength(2);
  expect(await house.outcome(goesOn.run)).toBe('completed');
  expect((await verifyStore(db)).filter(({ count }) => count > 0)).toEqual([]);
});

it('stay while their request is before the mailroom', async () => {
  const { db } = house.store;
  const { run } = await house.take({ number: 'ASKED' });
  await relayFacts(db, time, 500);
  await enterInvoices(carrier, [ladder().digest], null);
  await advanceRuns(carrier);

  const before = await planMove(db, 'temporal');
  expect(await moveToTemporal(db, 500)).toBe(0);
  await workEmbedded(carrier);

  expect(before).toMatchObject({ ready: 0, inFlight: [{ run, number: 'ASKED' }], inFlightCount: 1 });
  expect(await moveToTemporal(db, 500)).toBe(1);
});
