import { randomBytes } from 'node:crypto';
import { Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunState } from '../../../schemas/index.ts';
import { openMemoryStore, recordPayment } from '../../../store/index.ts';
import { bundleWorkflows } from '../../../workers/temporal/bundle.ts';
import {
  explanationQuery,
  hearSignal,
  orderUpdate,
  searchAttributes,
  stateQuery,
} from '../../../workers/temporal/contract.ts';
import { createEncryption } from '../../../workers/temporal/encryption.ts';
import type { Explanation } from '../../../workers/temporal/workflow/explain.ts';
import { startLocal } from '../servers.ts';
import { actor, dateOf, FaultHouse, type Invoice, type Process, until } from './fault-house.ts';

let env: TestWorkflowEnvironment;
let house: FaultHouse;
/** Brings things to Temporal, and does not work there. */
let relaying: Process;

beforeAll(async () => {
  env = await startLocal({ searchAttributes });
  house = await FaultHouse.build({ env, bundle: await bundleWorkflows(), store: await openMemoryStore() });
  relaying = await house.start({ queues: [] });
});

afterAll(async () => {
  await house.close();
  await house.store.close();
  await env.teardown();
});

const handleOf = ({ run }: Invoice, client = house.client) => client.workflow.getHandle(run);
const stateOf = (invoice: Invoice) => handleOf(invoice).query<RunState>(stateQuery);
const problemsOf = async (invoice: Invoice) =>
  (await handleOf(invoice).query<Explanation>(explanationQuery)).problems;

/** A run that Temporal knows. */
async function begun(): Promise<Invoice> {
  const invoice = await house.take();
  relaying.driver.nudge();
  await until(
    () => house.store.db.selectFrom('run').select('begun').where('id', '=', invoice.run).executeTakeFirst(),
    (row) => row?.begun === true,
  );
  return invoice;
}

/** What a run says up to the wait after its first reminder. */
const beginning = ['j7 started', 'first done', 'j14 waits true'];

/** A run that has sent its first reminder and waits for the day of the next. */
async function reminded(): Promise<Invoice> {
  const invoice = await begun();
  await until(
    () => house.said(invoice.run),
    (said) => said.at(-1) === beginning.at(-1),
  );
  return invoice;
}

let count = 0;
const happened = (what: string, rest: object = {}) => {
  count += 1;
  return { type: 'happened', id: `test-${count}`, at: Date.now(), what, ...rest };
};
const ordered = (order: string, rest: object = {}) => {
  count += 1;
  return { type: 'ordered', id: `test-${count}`, at: Date.now(), order, ...rest };
};

async function pay({ id }: Invoice): Promise<void> {
  const payment = { invoice: id, amount: 123_457, currency: 'EUR', on: dateOf(Date.now()) };
  await recordPayment(house.store.db, { ...payment, kind: 'payment' }, { at: Date.now(), actor });
}

const finished = ({ run }: Invoice) =>
  until(
    () => house.outcome(run),
    (outcome) => outcome !== null,
  );

/** Until the workflow has closed too: a run that its store calls finished may not stay open at the server. */
const closed = (invoice: Invoice) =>
  until(
    async () => (await handleOf(invoice).describe()).status.name,
    (status) => status !== 'RUNNING',
  );

/** Lives on: it answers, and a payment still ends it. */
async function expectAlive(invoice: Invoice): Promise<void> {
  await pay(invoice);
  relaying.driver.nudge();
  expect(await finished(invoice)).toBe('paid');
  expect(await closed(invoice)).toBe('COMPLETED');
}

describe('before anybody works', () => {
  it('a payment told before the first task prevents the first reminder', async () => {
    const paid = await begun();
    const flooded = await begun();
    await pay(paid);
    await pay(flooded);
    relaying.driver.nudge();
    await until(
      () => relaying.driver.status(),
      ({ backlog }) => backlog.events === 0,
    );
    const refreshes = Array.from({ length: 700 }, () => happened('refreshed'));
    await handleOf(flooded).signal(hearSignal, refreshes);
    const order = handleOf(flooded).executeUpdate(orderUpdate, { args: [ordered('pause')] });

    await house.start({ relays: false, queues: ['flows'] });

    expect([await finished(paid), await finished(flooded)]).toEqual(['paid', 'paid']);
    expect(await house.deliveries(paid)).toEqual([]);
    expect(await order).toEqual({ step: 'j7', outcome: 'paid' });
    expect([await closed(paid), await closed(flooded)]).toEqual(['COMPLETED', 'COMPLETED']);
  });
});

describe('while nobody sends', () => {
  it('an outcome that nobody could mean is kept as a Problem, and the request goes on', async () => {
    const invoice = await begun();
    const { open } = await until(
      () => stateOf(invoice),
      (state) => state.open?.type === 'perform',
    );
    const outcomes = [
      { fate: 'deferred', until: 1e300, why: 'hostile' },
      { fate: 'deferred', until: 8.64e15 + 1, why: 'hostile' },
      { fate: 'blocked', holds: [{}] },
      { fate: 'blocked', holds: [{ cause: 'dispute', object: '1', until: 'never' }] },
      { fate: 'failed', problem: { code: 7 } },
    ];

    const performed = outcomes.map((outcome) => ({ type: 'performed', command: open?.id, outcome }));
    await handleOf(invoice).signal(hearSignal, performed);
    await house.start({ relays: false, queues: ['email', 'tasks'] });

    await until(
      () => house.said(invoice.run),
      (said) => said.length === 3,
    );
    expect(await house.said(invoice.run)).toEqual(beginning);
    expect(await problemsOf(invoice)).toHaveLength(outcomes.length);
    await expectAlive(invoice);
  });
});

describe('signals', () => {
  it('the same one five times is heard once', async () => {
    const invoice = await reminded();
    const reply = happened('replied', { object: '1' });

    for (const _time of [1, 2, 3, 4, 5]) await handleOf(invoice).signal(hearSignal, reply);

    const { seen } = await stateOf(invoice);
    expect(seen.filter((id) => id === reply.id)).toEqual([reply.id]);
    expect(await house.said(invoice.run)).toEqual(beginning);
  });

  it('a thousand to one run are all heard', async () => {
    const invoice = await reminded();
    const replies = Array.from({ length: 1_000 }, () => happened('replied', { object: '1' }));

    for (let from = 0; from < replies.length; from += 100) {
      const some = replies.slice(from, from + 100);
      await Promise.all(some.map((reply) => handleOf(invoice).signal(hearSignal, reply)));
    }

    expect(new Set((await stateOf(invoice)).seen).size).toBe(64);
    expect(await house.said(invoice.run)).toEqual(beginning);
    await expectAlive(invoice);
  });

  it.each([
    ['nothing', []],
    ['null', [null]],
    ['a number', [42]],
    ['a long text', ['Zebulon Quidam '.repeat(1_000)]],
    ['an unknown event', [{ ...happened('paid'), what: 'constructor' }]],
    ['an event without an id', [{ ...happened('paid'), id: '' }]],
    ['an instant that is none', [{ ...happened('paid'), at: 1e300 }]],
    ['an id of a megabyte', [{ ...happened('paid'), id: 'x'.repeat(1_000_000) }]],
    ['long names of fields', [Object.fromEntries([['Zebulon Quidam '.repeat(9_000), 1]])]],
    ['an answer that only the store gives', [{ type: 'decided', command: 'x', answer: { ask: 'when' } }]],
  ])('%s is kept as a Problem, and the run goes on', async (_name, args) => {
    const invoice = await reminded();

    await handleOf(invoice).signal(hearSignal, ...args);

    const problem = await until(
      () => house.problem(invoice.run),
      (found) => found !== null,
    );
    expect(problem?.code).toBe('malformed-signal');
    expect(problem?.message.length).toBeLessThan(500);
    expect(JSON.stringify(await problemsOf(invoice))).not.toContain('Zebulon Quidam');
    await expectAlive(invoice);
  });

  it('one of an unknown name is kept as a Problem, and the run goes on', async () => {
    const invoice = await reminded();

    await handleOf(invoice).signal('paid-in-full', 1);

    expect((await until(() => house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    await expectAlive(invoice);
  });

  it('fields that no event has are not kept', async () => {
    const invoice = await reminded();

    await handleOf(invoice).signal(hearSignal, happened('replied', { junk: 'x'.repeat(100_000) }));

    expect(JSON.stringify(await stateOf(invoice)).length).toBeLessThan(5_000);
  });

  it('an event from the future leads no run into it', async () => {
    const invoice = await reminded();

    await handleOf(invoice).signal(hearSignal, happened('disputed', { at: Date.now() + 400 * 86_400_000 }));

    expect((await stateOf(invoice)).at).toBeLessThanOrEqual(Date.now());
    expect(await house.said(invoice.run)).toEqual(beginning);
    expect(await house.deliveries(invoice)).toEqual(['captured']);
  });

  it.each(['__proto__', 'constructor', 'nowhere', '', '\u0000\ud800', `'; drop table run; --`])(
    'an order to jump to %j leads nowhere',
    async (step) => {
      const invoice = await reminded();

      await handleOf(invoice).signal(hearSignal, ordered('jump', { step }));

      expect((await stateOf(invoice)).step).toBe('j14');
      expect(await house.said(invoice.run)).toEqual(beginning);
    },
  );

  it.each([
    ['an unknown release', { release: 'f'.repeat(64), step: 'j14' }],
    ['a step that the release lacks', { step: 'nowhere' }],
    ['a step of that name', { step: '__proto__' }],
  ])('an order to migrate to %s is kept as a Problem, and the run goes on', async (_name, rest) => {
    const invoice = await reminded();
    const { release } = await stateOf(invoice);

    await handleOf(invoice).signal(hearSignal, ordered('migrate', { release, ...rest }));

    expect((await until(() => house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    expect(await house.said(invoice.run)).toEqual(beginning);
    await expectAlive(invoice);
  });
});

describe('payloads that cannot be read', () => {
  const scrambled: PayloadCodec = {
    encode: async (payloads) =>
      payloads.map((payload): Payload => ({ ...payload, data: Buffer.from('{"a') })),
    decode: async (payloads) => payloads,
  };
  const unknownKey = createEncryption({ active: 'lost', keys: new Map([['lost', randomBytes(32)]]) });

  it.each([
    ['no JSON', scrambled],
    ['encrypted under a key that nobody has', unknownKey],
  ])('%s: kept as a Problem, and the run goes on', async (_name, codec) => {
    const invoice = await reminded();
    const other = new Client({ connection: env.connection, dataConverter: { payloadCodecs: [codec] } });

    await handleOf(invoice, other).signal(hearSignal, happened('replied'));
    const order = handleOf(invoice, other).executeUpdate(orderUpdate, { args: [ordered('stop')] });

    await expect(order).rejects.toThrow('Workflow Update failed');
    expect((await until(() => house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    await expectAlive(invoice);
  });

  it('a plan that comes with a signal is no plan', async () => {
    const invoice = await reminded();
    const { release } = await stateOf(invoice);
    const pretending: PayloadCodec = {
      encode: async (payloads) =>
        payloads.map((payload) => ({ ...payload, metadata: { ...payload.metadata, ...pretended(release) } })),
      decode: async (payloads) => payloads,
    };
    const other = new Client({ connection: env.connection, dataConverter: { payloadCodecs: [pretending] } });

    await handleOf(invoice, other).signal(hearSignal, { flow: 'evil', steps: {} });

    expect((await until(() => house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    await expectAlive(invoice);
  });

  const pretended = (release: string) => ({
    'palier-plan': Buffer.from(release),
    'palier-reference': Buffer.from('release'),
  });

  it('what the store had told in one of them is heard all the same', async () => {
    const invoice = await reminded();
    const other = new Client({ connection: env.connection, dataConverter: { payloadCodecs: [unknownKey] } });
    // Told by a machine that has a newer key than those who work: for the store it has been told.
    const event = ordered('stop') as never;
    const row = {
      run_id: invoice.run,
      event_id: 'stop',
      event: JSON.stringify(event),
      received_at: Date.now(),
    };
    await house.store.db
      .insertInto('inbox')
      .values({ ...row, consumed_at: Date.now() } as never)
      .execute();

    await handleOf(invoice, other).signal(hearSignal, [event]);

    expect(await finished(invoice)).toBe('stopped');
  });
});

describe('orders', () => {
  it.each([
    ['nothing', undefined],
    ['a happening', happened('paid')],
    ['an unknown order', ordered('explode')],
    ['a jump to a step that the flow lacks', ordered('jump', { step: 'nowhere' })],
    ['a jump to what every object has', ordered('jump', { step: '__proto__' })],
    ['an order without an instant', { ...ordered('stop'), at: 'now' }],
  ])('%s is refused before it enters the history', async (_name, order) => {
    const invoice = await reminded();

    const refused = handleOf(invoice).executeUpdate(orderUpdate, { args: [order] });

    await expect(refused).rejects.toMatchObject({ cause: { nonRetryable: true } });
    const { events = [] } = await handleOf(invoice).fetchHistory();
    expect(events?.some((event) => event.workflowExecutionUpdateAcceptedEventAttributes != null)).toBe(false);
  });

  it('one that the workflow refuses is reported, and what came after it is told', async () => {
    const invoice = await reminded();
    const tell = (event: object & { id: string }) =>
      relaying.driver.tell(invoice.run, event.id, event as never);
    const seen = relaying.faults.length;

    await tell(ordered('jump', { step: 'nowhere' }));
    await tell(ordered('stop'));

    expect(await finished(invoice)).toBe('stopped');
    expect(relaying.faults.slice(seen)).toEqual([
      'order-refused: jump: the flow ladder has no step "nowhere"',
    ]);
  });

  it.each(['approve', 'refuse', 'resolve'])(
    '%s, where the run waits for none, changes nothing',
    async (name) => {
      const invoice = await reminded();

      const answer = await handleOf(invoice).executeUpdate(orderUpdate, {
        args: [ordered(name, { delivery: '1', fate: 'sent' })],
      });

      expect(answer).toEqual({ step: 'j14', outcome: null });
      expect(await house.said(invoice.run)).toEqual(beginning);
    },
  );

  it('to a run that has ended: an answer, no fault', async () => {
    const invoice = await reminded();
    await expectAlive(invoice);
    const seen = relaying.faults.length;
    const stop = ordered('stop');

    const order = handleOf(invoice).executeUpdate(orderUpdate, { args: [stop] });
    await relaying.driver.tell(invoice.run, stop.id, stop as never);

    await expect(order).rejects.toThrow(WorkflowNotFoundError);
    expect((await relaying.driver.status()).backlog.events).toBe(0);
    expect(relaying.faults.slice(seen)).toEqual([]);
  });
});

describe('a run that Temporal knows already', () => {
  /** As after a restore of an older backup: the store has forgotten that it was begun. */
  const forget = ({ run }: Invoice) =>
    house.store.db.updateTable('run').set({ begun: false }).where('id', '=', run).execute();
  const isBegun = async ({ run }: Invoice) => {
    const query = house.store.db.selectFrom('run').select('begun').where('id', '=', run);
    return (await query.executeTakeFirstOrThrow()).begun;
  };

  it('is not begun twice while it is under way, and hears what waited', async () => {
    const invoice = await reminded();
    const { runId } = await handleOf(invoice).describe();
    await forget(invoice);
    await pay(invoice);

    relaying.driver.nudge();

    expect(await finished(invoice)).toBe('paid');
    expect((await handleOf(invoice).describe()).runId).toBe(runId);
    expect(await house.deliveries(invoice)).toEqual(['captured']);
  });

  it('is not begun twice when it has ended', async () => {
    const invoice = await reminded();
    await expectAlive(invoice);
    const { runId } = await handleOf(invoice).describe();
    await forget(invoice);
    await house.store.db
      .updateTable('run')
      .set({ status: 'running' })
      .where('id', '=', invoice.run)
      .execute();

    relaying.driver.nudge();

    await until(() => isBegun(invoice), Boolean);
    expect((await handleOf(invoice).describe()).runId).toBe(runId);
    expect(await house.deliveries(invoice)).toEqual(['captured']);
  });
});

describe('runs that cannot be told', () => {
  it('because their release is not in the store are set aside, once', async () => {
    const invoice = await reminded();
    await expectAlive(invoice);
    const { db } = house.store;
    const stale = { status: 'running', begun: false, release: 'f'.repeat(64) } as const;
    await db.updateTable('run').set(stale).where('id', '=', invoice.run).execute();
    const seen = relaying.faults.length;

    relaying.driver.nudge();
    const problem = await until(() => house.problem(invoice.run), Boolean);

    expect(problem?.code).toBe('unknown-release');
    await expectAlive(await reminded());
    expect(relaying.faults.slice(seen)).toHaveLength(1);
  });

  it('hold up no others', async () => {
    await sql`
      with aside as (
        update run set status = 'poisoned', begun = false
        where id in (select id from run where status = 'finished' limit 30) returning id)
      insert into inbox (run_id, event_id, event, received_at)
      select id, 'stale', '{"type": "happened", "id": "stale", "at": 0, "what": "paid"}', 0 from aside`.execute(
      house.store.db,
    );
    const invoice = await reminded();

    await expectAlive(invoice);
  });
});

it('a run whose day is a hundred years away waits for it', async () => {
  const invoice = await house.take({ dueOn: '2125-12-20' });

  await until(
    () => house.said(invoice.run),
    (said) => said.at(-1) === 'j7 waits',
  );

  await expectAlive(invoice);
});

describe('from the pages of Temporal', () => {
  it('a cancellation is the order to stop', async () => {
    const invoice = await reminded();

    await handleOf(invoice).cancel();

    expect([await finished(invoice), await closed(invoice)]).toEqual(['stopped', 'COMPLETED']);
    expect((await house.said(invoice.run)).slice(-2)).toEqual(['j14 ordered stop', 'j14 finished stopped']);
  });

  it('a termination is noted when the run is told something, and nothing is sent', async () => {
    const invoice = await reminded();
    await handleOf(invoice).terminate();

    const event = ordered('resume');
    await relaying.driver.tell(invoice.run, event.id, event as never);

    expect((await until(() => house.problem(invoice.run), Boolean))?.code).toBe('no-workflow');
    expect((await relaying.driver.status()).backlog.events).toBe(0);
    expect(await house.deliveries(invoice)).toEqual(['captured']);
  });
});

describe('what Temporal keeps', () => {
  it('no name, no address and no amount of the customers', async () => {
    const kept: string[] = [];
    for await (const { workflowId } of house.client.workflow.list()) {
      const history = await house.client.workflow.getHandle(workflowId).fetchHistory();
      for (const event of history.events ?? []) kept.push(readableText(event));
    }

    const all = kept.join();
    expect(kept.length).toBeGreaterThan(500);
    expect(all).toContain('ladder');
    for (const word of [/quernec/i, /atelier/i, /123.?457/, /1.?234,57/, /\w@[\w.]+\.example/]) {
      expect(all).not.toMatch(word);
    }
  });

  /** With every payload as text: written as JSON their bytes are in base64. */
  const readableText = (event: object) =>
    JSON.stringify(event, (key, value: unknown) =>
      key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
    );
});
