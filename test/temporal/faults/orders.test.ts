import { WorkflowNotFoundError } from '@temporalio/client';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { orderUpdate } from '../../../workers/temporal/contract.ts';
import { type Invoice, until } from './fault-house.ts';
import { beginning, happened, ordered, useSignalScene } from './signal-scene.ts';

const scene = useSignalScene({ works: true });

describe('orders', () => {
  it.each([
    ['nothing', undefined],
    ['a happening', happened('paid')],
    ['an unknown order', ordered('explode')],
    ['a jump to a step that the flow lacks', ordered('jump', { step: 'nowhere' })],
    ['a jump to what every object has', ordered('jump', { step: '__proto__' })],
    ['an order without an instant', { ...ordered('stop'), at: 'now' }],
  ])('%s is refused before it enters the history', async (_name, order) => {
    const invoice = await scene().reminded();

    const refused = scene()
      .handleOf(invoice)
      .executeUpdate(orderUpdate, { args: [order] });

    await expect(refused).rejects.toMatchObject({ cause: { nonRetryable: true } });
    const { events = [] } = await scene().handleOf(invoice).fetchHistory();
    expect(events?.some((event) => event.workflowExecutionUpdateAcceptedEventAttributes != null)).toBe(false);
  });

  it('one that the workflow refuses is reported, and what came after it is told', async () => {
    const invoice = await scene().reminded();
    const tell = (event: object & { id: string }) =>
      scene().relaying.driver.tell(invoice.run, event.id, event as never);
    const seen = scene().relaying.faults.length;

    await tell(ordered('jump', { step: 'nowhere' }));
    await tell(ordered('stop'));

    expect(await scene().finished(invoice)).toBe('stopped');
    expect(scene().relaying.faults.slice(seen)).toEqual([
      'order-refused: jump: the flow ladder has no step "nowhere"',
    ]);
  });

  it.each(['approve', 'refuse', 'resolve'])(
    '%s, where the run waits for none, changes nothing',
    async (name) => {
      const invoice = await scene().reminded();

      const answer = await scene()
        .handleOf(invoice)
        .executeUpdate(orderUpdate, {
          args: [ordered(name, { delivery: '1', fate: 'sent' })],
        });

      expect(answer).toEqual({ step: 'j14', outcome: null });
      expect(await scene().house.said(invoice.run)).toEqual(beginning);
    },
  );

  it('to a run that has ended: an answer, no fault', async () => {
    const invoice = await scene().reminded();
    await scene().expectAlive(invoice);
    const seen = scene().relaying.faults.length;
    const stop = ordered('stop');

    const order = scene()
      .handleOf(invoice)
      .executeUpdate(orderUpdate, { args: [stop] });
    await scene().relaying.driver.tell(invoice.run, stop.id, stop as never);

    await expect(order).rejects.toThrow(WorkflowNotFoundError);
    expect((await scene().relaying.driver.status()).backlog.events).toBe(0);
    expect(scene().relaying.faults.slice(seen)).toEqual([]);
  });
});

describe('a run that Temporal knows already', () => {
  /** As after a restore of an older backup: the store has forgotten that it was begun. */
  const forget = ({ run }: Invoice) =>
    scene().house.store.db.updateTable('run').set({ begun: false }).where('id', '=', run).execute();
  const isBegun = async ({ run }: Invoice) => {
    const query = scene().house.store.db.selectFrom('run').select('begun').where('id', '=', run);
    return (await query.executeTakeFirstOrThrow()).begun;
  };

  it('is not begun twice while it is under way, and hears what waited', async () => {
    const invoice = await scene().reminded();
    const { runId } = await scene().handleOf(invoice).describe();
    await forget(invoice);
    await scene().pay(invoice);

    scene().relaying.driver.nudge();

    expect(await scene().finished(invoice)).toBe('paid');
    expect((await scene().handleOf(invoice).describe()).runId).toBe(runId);
    expect(await scene().house.deliveries(invoice)).toEqual(['captured']);
  });

  it('is not begun twice when it has ended', async () => {
    const invoice = await scene().reminded();
    await scene().expectAlive(invoice);
    const { runId } = await scene().handleOf(invoice).describe();
    await forget(invoice);
    await scene()
      .house.store.db.updateTable('run')
      .set({ status: 'running' })
      .where('id', '=', invoice.run)
      .execute();

    scene().relaying.driver.nudge();

    await until(() => isBegun(invoice), Boolean);
    expect((await scene().handleOf(invoice).describe()).runId).toBe(runId);
    expect(await scene().house.deliveries(invoice)).toEqual(['captured']);
  });
});

describe('runs that cannot be told', () => {
  it('because their release is not in the store are set aside, once', async () => {
    const invoice = await scene().reminded();
    await scene().expectAlive(invoice);
    const { db } = scene().house.store;
    const stale = { status: 'running', begun: false, release: 'f'.repeat(64) } as const;
    await db.updateTable('run').set(stale).where('id', '=', invoice.run).execute();
    const seen = scene().relaying.faults.length;

    scene().relaying.driver.nudge();
    const problem = await until(() => scene().house.problem(invoice.run), Boolean);

    expect(problem?.code).toBe('unknown-release');
    await scene().expectAlive(await scene().reminded());
    expect(scene().relaying.faults.slice(seen)).toHaveLength(1);
  });

  it('hold up no others', async () => {
    await sql`
      with aside as (
        update run set status = 'poisoned', begun = false
        where id in (select id from run where status = 'finished' limit 30) returning id)
      insert into inbox (run_id, event_id, event, received_at)
      select id, 'stale', '{"type": "happened", "id": "stale", "at": 0, "what": "paid"}', 0 from aside`.execute(
      scene().house.store.db,
    );
    const invoice = await scene().reminded();

    await scene().expectAlive(invoice);
  });
});

it('a run whose day is a hundred years away waits for it', async () => {
  const invoice = await scene().house.take({ dueOn: '2125-12-20' });

  await until(
    () => scene().house.said(invoice.run),
    (said) => said.at(-1) === 'j7 waits',
  );

  await scene().expectAlive(invoice);
});

describe('from the pages of Temporal', () => {
  it('a cancellation is the order to stop', async () => {
    const invoice = await scene().reminded();

    await scene().handleOf(invoice).cancel();

    expect([await scene().finished(invoice), await scene().closed(invoice)]).toEqual([
      'stopped',
      'COMPLETED',
    ]);
    expect((await scene().house.said(invoice.run)).slice(-2)).toEqual([
      'j14 ordered stop',
      'j14 finished stopped',
    ]);
  });

  it('a termination is noted when the run is told something, and nothing is sent', async () => {
    const invoice = await scene().reminded();
    await scene().handleOf(invoice).terminate();

    const event = ordered('resume');
    await scene().relaying.driver.tell(invoice.run, event.id, event as never);

    expect((await until(() => scene().house.problem(invoice.run), Boolean))?.code).toBe('no-workflow');
    expect((await scene().relaying.driver.status()).backlog.events).toBe(0);
    expect(await scene().house.deliveries(invoice)).toEqual(['captured']);
  });
});

describe('what Temporal keeps', () => {
  it('no name, no address and no amount of the customers', async () => {
    const kept: string[] = [];
    for await (const { workflowId } of scene().house.client.workflow.list()) {
      const history = await scene().house.client.workflow.getHandle(workflowId).fetchHistory();
      for (const event of history.events ?? []) kept.push(readableText(event));
    }

    const all = kept.join();
    expect(kept.length).toBeGreaterThan(100);
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
