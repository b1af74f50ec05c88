import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundle } from '@temporalio/worker';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Policies } from '../../../schemas/index.ts';
import type { Carrier } from '../../../workers/carry/index.ts';
import { createRecording, type OutgoingEmail } from '../../../workers/channels/index.ts';
import { bundleWorkflows } from '../../../workers/temporal/bundle.ts';
import { searchAttributes } from '../../../workers/temporal/contract.ts';
import { describeStores } from '../../store/stores.ts';
import { ladder } from '../../workers/carry/house.ts';
import { createHands } from '../../workers/channels/hands.ts';
import { startTimeSkipping } from '../servers.ts';
import { FaultHouse, type Process, until } from './fault-house.ts';

const start = Date.parse('2026-03-02T08:00:00Z');
const day = 86_400_000;

let bundle: WorkflowBundle;
beforeAll(async () => {
  bundle = await bundleWorkflows();
});

/** The mail server of a process. */
type Email = () => Carrier['email'];

/** Two processes that relay, work and arbitrate beside each other, on a server whose time the test moves. */
class Pair {
  readonly house: FaultHouse;
  private readonly env: TestWorkflowEnvironment;
  private readonly processes: readonly Process[];
  private readonly time: { now: number };

  private constructor(parts: {
    readonly house: FaultHouse;
    readonly env: TestWorkflowEnvironment;
    readonly processes: readonly Process[];
    readonly time: { now: number };
  }) {
    this.house = parts.house;
    this.env = parts.env;
    this.processes = parts.processes;
    this.time = parts.time;
  }

  static async start(store: FaultHouse['store'], policies: Partial<Policies>, email: Email): Promise<Pair> {
    const env = await startTimeSkipping({ initialTime: new Date(start).toISOString(), searchAttributes });
    const time = { now: start };
    const clock = { now: () => time.now, sleepUntil: async () => {} };
    const house = await FaultHouse.build({ env, bundle, store, clock, release: ladder(policies) });
    const queues = ['flows', 'email'] as const;
    return new Pair({
      house,
      env,
      time,
      processes: [
        await house.start({ queues, email: email() }),
        await house.start({ queues, email: email() }),
      ],
    });
  }

  /** Invoices of one customer, all with the same dates, under way. */
  async take(count: number): Promise<readonly string[]> {
    const runs: string[] = [];
    for (let index = 0; index < count; index += 1) {
      runs.push((await this.house.take({ customer: 'C1', number: `F${index}`, dueOn: '2026-03-02' })).run);
    }
    await this.until('wait', ({ waiting }) => waiting === count);
    return runs;
  }

  /** Moves time on and waits until nobody has anything in hand. */
  async passTo(instant: number): Promise<void> {
    const now = await this.env.currentTimeMs();
    if (instant > now) await this.env.sleep(instant - now);
    this.time.now = instant;
    await this.until(`rest at ${new Date(instant).toISOString()}`, ({ busy }) => busy === 0);
  }

  private until(what: string, isSo: (seen: { waiting: number; busy: number }) => boolean) {
    return until(() => this.counts(what), isSo, 20_000);
  }

  private async counts(what: string) {
    const { rows } = await sql<{ waiting: number; busy: number }>`
      select count(*) filter (where wake_at > ${this.time.now}) as waiting,
        count(*) filter (where wake_at <= ${this.time.now} or state->'open'->>'status' = 'asked')
          + (select count(*) from request where status in ('asked', 'sending'))
          + (select count(*) from inbox where consumed_at is null) as busy
      from run where status = 'running'`.execute(this.house.store.db);
    return { what, waiting: rows[0]?.waiting ?? 0, busy: rows[0]?.busy ?? 0 };
  }

  /** How many requests each delivery answered, in order. */
  async deliveries(): Promise<readonly number[]> {
    const { rows } = await sql<{ requests: number }>`
      select count(*) as requests from delivery_request group by delivery_id order by delivery_id`.execute(
      this.house.store.db,
    );
    return rows.map(({ requests }) => requests);
  }

  get faults(): readonly string[] {
    return this.processes.flatMap(({ faults }) => faults);
  }

  async end(): Promise<void> {
    await this.house.close();
    await this.env.teardown();
  }
}

let pair: Pair | null = null;
afterAll(() => pair?.end());

async function startPair(
  store: FaultHouse['store'],
  policies: Partial<Policies>,
  email: Email = () => null,
): Promise<Pair> {
  await pair?.end();
  pair = await Pair.start(store, policies, email);
  return pair;
}

describeStores('two processes beside each other', (store) => {
  it('send one message for twelve invoices that are due together', async () => {
    const house = await startPair(store(), { grouping: 'customer' });
    await house.take(12);

    await house.passTo(start + 7 * day);

    expect(await house.deliveries()).toEqual([12]);
    expect(house.faults).toEqual([]);
  });

  it('collect them in a slot, and keep nobody busy meanwhile', async () => {
    const house = await startPair(store(), { grouping: 'customer', slot: '15 minutes' });
    const [run = ''] = await house.take(8);

    await house.passTo(start + 7 * day);
    const slotted = await house.house.said(run);
    // It began when the first of them asked, a moment after the wake.
    await house.passTo(start + 7 * day + 16 * 60_000);

    expect(slotted.at(-1)).toBe('first deferred slot');
    expect(await house.deliveries()).toEqual([8]);
    expect(house.faults).toEqual([]);
  });

  it('have at most eight messages each in the hands of the mail server, however many a customer gets', async () => {
    const all: ReturnType<typeof createHands>[] = [];
    const house = await startPair(store(), { cap: 'none' }, () => {
      const hands = createHands();
      all.push(hands);
      return createRecording<OutgoingEmail>('email', () => hands.take());
    });
    await house.take(24);

    await house.passTo(start + 7 * day);

    expect(await house.deliveries()).toHaveLength(24);
    expect(Math.max(...all.map((hands) => hands.most()))).toBe(8);
  });

  it('keep the cap over all runs, and forget none of them', async () => {
    const house = await startPair(store(), { cap: { atMost: 2, per: '7 days' }, minimumGap: '1 day' });
    const runs = await house.take(5);

    await house.passTo(start + 7 * day);
    const first = await house.deliveries();
    for (const days of [14, 15, 21, 22, 29]) await house.passTo(start + days * day);

    const said = await Promise.all(runs.map((run) => house.house.said(run)));
    const ends = said.map((lines) => lines.at(-1)).sort();
    expect(first).toEqual([1, 1]);
    expect(said.map((lines) => lines.filter((line) => line === 'first done').length)).toEqual([
      1, 1, 1, 1, 0,
    ]);
    // The last one has waited for a place for longer than the policy allows: a person is asked.
    expect(ends).toEqual([
      ...Array(4).fill('end finished completed'),
      'first held deferred-too-long problem',
    ]);
    expect(house.faults).toEqual([]);
  });
});
