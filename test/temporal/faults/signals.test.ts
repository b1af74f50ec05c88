import { describe, expect, it } from 'vitest';
import { hearSignal, orderUpdate } from '../../../workers/temporal/contract.ts';
import { until } from './fault-house.ts';
import { beginning, happened, ordered, useSignalScene } from './signal-scene.ts';

const scene = useSignalScene({ works: false });

describe('before anybody works', () => {
  it('a payment told before the first task prevents the first reminder', async () => {
    const paid = await scene().begun();
    const flooded = await scene().begun();
    await scene().pay(paid);
    await scene().pay(flooded);
    scene().relaying.driver.nudge();
    await until(
      () => scene().relaying.driver.status(),
      ({ backlog }) => backlog.events === 0,
    );
    const refreshes = Array.from({ length: 700 }, () => happened('refreshed'));
    await scene().handleOf(flooded).signal(hearSignal, refreshes);
    const order = scene()
      .handleOf(flooded)
      .executeUpdate(orderUpdate, { args: [ordered('pause')] });

    await scene().house.start({ relays: false, queues: ['flows'] });

    expect([await scene().finished(paid), await scene().finished(flooded)]).toEqual(['paid', 'paid']);
    expect(await scene().house.deliveries(paid)).toEqual([]);
    expect(await order).toEqual({ step: 'j7', outcome: 'paid' });
    expect([await scene().closed(paid), await scene().closed(flooded)]).toEqual(['COMPLETED', 'COMPLETED']);
  });
});

describe('while nobody sends', () => {
  it('an outcome that nobody could mean is kept as a Problem, and the request goes on', async () => {
    const invoice = await scene().begun();
    const { open } = await until(
      () => scene().stateOf(invoice),
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
    await scene().handleOf(invoice).signal(hearSignal, performed);
    await scene().house.start({ relays: false, queues: ['email', 'tasks'] });

    await until(
      () => scene().house.said(invoice.run),
      (said) => said.length === 3,
    );
    expect(await scene().house.said(invoice.run)).toEqual(beginning);
    expect(await scene().problemsOf(invoice)).toHaveLength(outcomes.length);
    await scene().expectAlive(invoice);
  });
});

describe('signals', () => {
  it('the same one five times is heard once', async () => {
    const invoice = await scene().reminded();
    const reply = happened('replied', { object: '1' });

    for (const _time of [1, 2, 3, 4, 5]) await scene().handleOf(invoice).signal(hearSignal, reply);

    const { seen } = await scene().stateOf(invoice);
    expect(seen.filter((id) => id === reply.id)).toEqual([reply.id]);
    expect(await scene().house.said(invoice.run)).toEqual(beginning);
  });

  it('a thousand to one run are all heard', async () => {
    const invoice = await scene().reminded();
    const replies = Array.from({ length: 1_000 }, () => happened('replied', { object: '1' }));

    for (let from = 0; from < replies.length; from += 100) {
      const some = replies.slice(from, from + 100);
      await Promise.all(some.map((reply) => scene().handleOf(invoice).signal(hearSignal, reply)));
    }

    expect(new Set((await scene().stateOf(invoice)).seen).size).toBe(64);
    expect(await scene().house.said(invoice.run)).toEqual(beginning);
    await scene().expectAlive(invoice);
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
    const invoice = await scene().reminded();

    await scene()
      .handleOf(invoice)
      .signal(hearSignal, ...args);

    const problem = await until(
      () => scene().house.problem(invoice.run),
      (found) => found !== null,
    );
    expect(problem?.code).toBe('malformed-signal');
    expect(problem?.message.length).toBeLessThan(500);
    expect(JSON.stringify(await scene().problemsOf(invoice))).not.toContain('Zebulon Quidam');
    await scene().expectAlive(invoice);
  });

  it('one of an unknown name is kept as a Problem, and the run goes on', async () => {
    const invoice = await scene().reminded();

    await scene().handleOf(invoice).signal('paid-in-full', 1);

    expect((await until(() => scene().house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    await scene().expectAlive(invoice);
  });

  it('fields that no event has are not kept', async () => {
    const invoice = await scene().reminded();

    await scene()
      .handleOf(invoice)
      .signal(hearSignal, happened('replied', { junk: 'x'.repeat(100_000) }));

    expect(JSON.stringify(await scene().stateOf(invoice)).length).toBeLessThan(5_000);
  });

  it('an event from the future leads no run into it', async () => {
    const invoice = await scene().reminded();

    await scene()
      .handleOf(invoice)
      .signal(hearSignal, happened('disputed', { at: Date.now() + 400 * 86_400_000 }));

    expect((await scene().stateOf(invoice)).at).toBeLessThanOrEqual(Date.now());
    expect(await scene().house.said(invoice.run)).toEqual(beginning);
    expect(await scene().house.deliveries(invoice)).toEqual(['captured']);
  });

  it.each(['__proto__', 'constructor', 'nowhere', '', '\u0000\ud800', `'; drop table run; --`])(
    'an order to jump to %j leads nowhere',
    async (step) => {
      const invoice = await scene().reminded();

      await scene().handleOf(invoice).signal(hearSignal, ordered('jump', { step }));

      expect((await scene().stateOf(invoice)).step).toBe('j14');
      expect(await scene().house.said(invoice.run)).toEqual(beginning);
    },
  );

  it.each([
    ['an unknown release', { release: 'f'.repeat(64) }],
    ['a step that the release lacks', { moves: { j14: 'nowhere' } }],
    ['a step of that name', { moves: { j14: '__proto__' } }],
  ])('an order to migrate to %s is kept as a Problem, and the run goes on', async (_name, rest) => {
    const invoice = await scene().reminded();
    const { release } = await scene().stateOf(invoice);

    await scene()
      .handleOf(invoice)
      .signal(hearSignal, ordered('migrate', { release, ...rest }));

    expect((await until(() => scene().house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    expect(await scene().house.said(invoice.run)).toEqual(beginning);
    await scene().expectAlive(invoice);
  });
});
