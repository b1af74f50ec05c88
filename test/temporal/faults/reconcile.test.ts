import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyStore } from '../../../store/index.ts';
import { createRecording, type OutgoingEmail } from '../../../workers/channels/index.ts';
import { reconcile } from '../../../workers/temporal/reconcile.ts';
import { placeOf } from '../../conformance/temporal.ts';
import { dateOf, type FaultHouse, type Process, until } from './fault-house.ts';
import { type OpenFaultHouse, openFaultHouse } from './open-fault-house.ts';

let time = Date.now();
let opened: OpenFaultHouse;
let env: TestWorkflowEnvironment;
let house: FaultHouse;
let process: Process;
const email = createRecording<OutgoingEmail>('email');

beforeAll(async () => {
  opened = await openFaultHouse({ clock: { now: () => time, sleepUntil: async () => {} } });
  ({ env, house } = opened);
  process = await house.start({ queues: ['flows', 'email'], email });
});

afterAll(() => opened.close());

const isOpen = async (run: string) =>
  (await house.client.workflow.getHandle(run).describe()).status.name === 'RUNNING';
const look = (repair = false) => reconcile(process.carrier, placeOf(env), repair);

it('names the runs on which store and Temporal disagree, and does as the store says', async () => {
  const { db } = house.store;
  const numbers = ['GONE', 'LEFT', 'ELSEWHERE', 'SOUND'];
  const runs: string[] = [];
  for (const number of numbers) runs.push((await house.take({ number, dueOn: dateOf(time) })).run);
  const [gone = '', left = '', elsewhere = '', sound = ''] = runs;
  process.driver.nudge();
  await until(look, (found) => found.length === 0);
  await until(
    () => db.selectFrom('run').select('id').where('fence', 'is not', null).execute(),
    (rows) => rows.length === numbers.length,
  );
  await house.client.workflow.getHandle(gone).terminate('somebody');
  await sql`update run set engine = 'embedded', begun = false where id = ${left}`.execute(db);
  await sql`update run set step = 'j14', visit = 1, state = state || '{"step": "j14"}' where id = ${elsewhere}`.execute(
    db,
  );

  const seen = await until(look, (found) => found.length === 3);
  const repaired = await look(true);

  const whys = [
    { run: gone, why: 'no-workflow' },
    { run: elsewhere, why: 'elsewhere' },
    { run: left, why: 'no-run' },
  ];
  expect(seen).toEqual(whys.map((one) => ({ ...one, repaired: null })));
  expect(repaired).toEqual(whys.map((one) => ({ ...one, repaired: true })));
  await until(
    async () => [await isOpen(gone), await isOpen(left), await isOpen(elsewhere), await isOpen(sound)],
    ([one, two, three, four]) => one === true && two === false && three === true && four === true,
  );
  await until(look, (found) => found.length === 0);
  expect(email.messages).toEqual([]);
  expect((await verifyStore(db)).filter(({ count }) => count > 0)).toEqual([]);
});

it('asks a request again that nobody answers any more', async () => {
  const { db } = house.store;
  await house.stop(process);
  const { run } = await house.take({ number: 'ASKED' });
  process = await house.start({ queues: ['flows'], email });
  const state = () =>
    db.selectFrom('run').select(['state', 'begun']).where('id', '=', run).executeTakeFirst();
  await until(state, (row) => row?.state.open?.type === 'perform');
  await house.client.workflow.getHandle(run).terminate('somebody');
  await house.stop(process);
  process = await house.start({ queues: ['flows', 'email'], email });
  time = Date.now();

  await until(
    () => look(true),
    (found) => found.some((one) => one.run === run && one.repaired === true),
  );
  process.driver.nudge();

  await until(
    () => house.said(run),
    (lines) => lines.includes('first done') || lines.some((line) => line.startsWith('first done')),
  );
  expect(email.messages).toHaveLength(1);
});
