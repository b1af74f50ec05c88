import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundle } from '@temporalio/worker';
import { sql } from 'kysely';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { openMemoryStore, recordPayment, reversePayment } from '../../../store/index.ts';
import { bundleWorkflows } from '../../../workers/temporal/bundle.ts';
import { searchAttributes } from '../../../workers/temporal/contract.ts';
import { ladder } from '../../workers/carry/house.ts';
import { startTimeSkipping } from '../servers.ts';
import {
  actor,
  dateOf,
  FaultHouse,
  type Invoice,
  type Process,
  type ProcessOptions,
  until,
} from './fault-house.ts';

const start = Date.parse('2026-03-02T08:00:00Z');
const day = 86_400_000;
const minute = 60_000;
const queues = ['flows', 'email'] as const;

let bundle: WorkflowBundle;
beforeAll(async () => {
  bundle = await bundleWorkflows();
});

let env: TestWorkflowEnvironment;
let house: FaultHouse;
let time: number;

async function open(policies: Parameters<typeof ladder>[0] = {}): Promise<void> {
  env = await startTimeSkipping({ initialTime: new Date(start).toISOString(), searchAttributes });
  time = start;
  const store = await openMemoryStore();
  house = await FaultHouse.build({ env, bundle, store, clock: slow(0), release: ladder(policies) });
}

afterEach(async () => {
  await house.close();
  await env.teardown();
  await house.store.close();
});

/** A machine's clock, so much off. */
const slow = (off: number) => ({ now: () => time + off, sleepUntil: async () => {} });
const begin = (options: ProcessOptions = {}) => house.start({ queues, ...options });

/** Moves time, and lets what is due come to rest. */
async function passTo(instant: number): Promise<void> {
  const now = await env.currentTimeMs();
  if (instant > now) await env.sleep(instant - now);
  time = instant;
  await rest();
}

const rest = () =>
  until(
    async () => {
      const { rows } = await sql<{ busy: number }>`
        select (select count(*) from run where status = 'running'
                  and (wake_at <= ${time} or state->'open'->>'status' = 'asked'))
          + (select count(*) from inbox i join run r on r.id = i.run_id
               where consumed_at is null and status = 'running')
          + (select count(*) from outbox where relayed_at is null) as busy`.execute(house.store.db);
      return rows[0]?.busy;
    },
    (busy) => busy === 0,
  );

async function take({ driver }: Process, dueOn = '2026-03-02'): Promise<Invoice> {
  const invoice = await house.take({ dueOn });
  driver.nudge();
  await until(
    () => house.said(invoice.run),
    (said) => said.length >= 2,
  );
  return invoice;
}

async function pay({ id }: Invoice, process: Process): Promise<string> {
  const payment = { invoice: id, amount: 123_457, currency: 'EUR', on: dateOf(time) };
  const recorded = await recordPayment(house.store.db, { ...payment, kind: 'payment' }, { at: time, actor });
  process.driver.nudge();
  return recorded.payment ?? '';
}

const sent = async (invoice: Invoice) => (await house.deliveries(invoice)).length;

it('a payment in the same instant as the timer: the reminder does not leave', async () => {
  await open();
  const process = await begin();
  const invoices = [await take(process), await take(process), await take(process)];

  const { rows } = await sql<{ wake: number }>`select min(wake_at) as wake from run`.execute(house.store.db);
  const wake = rows[0]?.wake ?? 0;
  time = wake;

  // The fact is there; whether the timer or the signal comes first is left to chance.
  for (const invoice of invoices) await pay(invoice, process);
  await passTo(wake);

  for (const invoice of invoices) expect(await until(() => house.outcome(invoice.run), Boolean)).toBe('paid');
  expect(await Promise.all(invoices.map(sent))).toEqual([0, 0, 0]);
});

it('a payment that is reversed begins a second cycle, which starts late', async () => {
  await open();
  const process = await begin();
  const invoice = await take(process);
  await passTo(start + 8 * day);
  const payment = await pay(invoice, process);
  await until(() => house.outcome(invoice.run), Boolean);

  await reversePayment(house.store.db, payment, { at: time, actor, on: dateOf(time) });
  process.driver.nudge();
  const second = invoice.run.replace(/-1$/, '-2');
  await until(
    () => house.said(second),
    (said) => said.length > 1,
  );
  await passTo(start + 9 * day);

  expect([await house.outcome(invoice.run), await house.outcome(second)]).toEqual(['paid', null]);
  expect((await house.said(second)).slice(0, 2)).toEqual(['j7 started', 'first done']);
  expect(await house.said(invoice.run)).toEqual([
    'j7 started',
    'j7 waits',
    'first done',
    'j14 waits',
    'j14 finished paid',
  ]);
});

it.each([-5, 5])(
  'one machine’s clock %d minutes off: nothing leaves twice or before its day',
  async (off) => {
    await open({ window: 'weekdays 09:00-18:00', slot: '15 minutes', grouping: 'customer' });
    const right = await begin();
    const wrong = await begin({ machineClock: slow(off * minute) });
    const invoices = [await take(right), await take(wrong), await take(right), await take(wrong)];

    const days: number[][] = [];
    for (const d of [6, 8, 9, 13, 15, 16]) {
      await passTo(start + d * day);
      days.push(await Promise.all(invoices.map(sent)));
    }

    expect(days).toEqual([
      [0, 0, 0, 0],
      [1, 1, 1, 1],
      [1, 1, 1, 1],
      [1, 1, 1, 1],
      [2, 2, 2, 2],
      [2, 2, 2, 2],
    ]);
    expect([...right.faults, ...wrong.faults]).toEqual([]);
  },
);
