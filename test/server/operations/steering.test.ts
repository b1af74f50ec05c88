import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRuns, readAudit, setBack, tellRuns, waitingEvents } from '../../../store/index.ts';
import { day, giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;
const now = Date.parse('2026-03-02T09:00:00Z');

beforeEach(async () => {
  test = await openTestHouse();
  await giveInvoices(test, ['F1']);
  await test.work();
});

afterEach(() => test.house.close());

async function run() {
  const [line] = await listRuns(test.house.store.db, {});
  if (line === undefined) throw new Error('there is no run');
  return line;
}

describe('pause and resume', () => {
  it('a paused invoice stands still until it is resumed, and the trail says who and why', async () => {
    const paused = await test.ask('pause', { invoice: 'F1', reason: 'a call is planned' });
    await test.work();

    expect(paused).toMatchObject({ invoice: { number: 'F1', customer: 'Menuiserie Testard' } });
    expect(await run()).toMatchObject({ held: true });
    const [audit] = await readAudit(test.house.store.db, { who: 'nadia@ateliers.example' });
    expect(audit).toMatchObject({ what: 'ordered pause', why: 'a call is planned' });

    const resumed = await test.ask('resume', { invoice: 'F1' });
    await test.work();

    expect(resumed).toMatchObject({ wasPaused: true, wasSetAside: false, still: [] });
    expect(await run()).toMatchObject({ held: false });
  });

  it('resume gives a run that was set aside another chance', async () => {
    const { run: id } = await run();
    const problem = { code: 'poisoned', message: 'a fault of ours' };
    await test.house.store.db
      .transaction()
      .execute((tx) => setBack(tx, { id, wakeAt: test.house.clock.now(), problem }));

    const resumed = await test.ask('resume', { invoice: 'F1' });
    await test.work();

    expect(resumed).toMatchObject({ wasSetAside: true });
    expect(await run()).toMatchObject({ status: 'running', problem: null });
  });
});

describe('skip, jump, stop', () => {
  it('skip leaves the present step', async () => {
    const { step } = await run();

    await test.ask('skip', { invoice: 'F1' });
    await test.work();

    expect((await run()).step).not.toBe(step);
  });

  it('jump enters a step of the flow, and refuses one that it lacks with the closest name', async () => {
    await test.ask('jump', { invoice: 'F1', to: 'fin' });
    await test.work();

    expect(await run()).toMatchObject({ status: 'finished' });

    await giveInvoices(test, ['F2']);
    await test.work();
    const refusal = await test.refused('jump', { invoice: 'F2', to: 'fim' });
    expect(refusal).toMatchObject({ code: 'not-found', words: { en: expect.stringContaining('"fin"') } });
  });

  it('stop ends the run, and a second order is refused', async () => {
    await test.ask('stop', { invoice: 'F1', reason: 'sold' });
    await test.work();

    expect(await run()).toMatchObject({ status: 'finished', outcome: 'stopped' });
    expect(await test.refused('skip', { invoice: 'F1' })).toMatchObject({ code: 'conflict' });
  });
});

/** Set aside by something in its inbox that its turn cannot take. */
async function setAside(): Promise<string> {
  const { run: id } = await run();
  const { db } = test.house.store;
  const event = { type: 'ordered', id: 'bad', at: now, order: 'migrate', release: 'sha256:gone' } as const;
  await tellRuns(db, [{ run_id: id, event_id: 'bad', event }], now);
  const problem = { code: 'poisoned', message: 'a fault of ours' };
  await db.transaction().execute((tx) => setBack(tx, { id, wakeAt: now, problem }));
  return id;
}

describe('a run that was set aside', () => {
  it('is stopped before it hears what set it aside', async () => {
    await setAside();

    await test.ask('stop', { invoice: 'F1' });
    await test.work();

    expect(await run()).toMatchObject({ status: 'finished', outcome: 'stopped', problem: null });
  });

  it.each([
    ['skip', {}],
    ['jump', { to: 'fin' }],
    ['pause', {}],
  ] as const)('takes %s as an order to be tried again', async (order, more) => {
    const { run: id } = await run();
    const problem = { code: 'poisoned', message: 'a fault of ours' };
    await test.house.store.db.transaction().execute((tx) => setBack(tx, { id, wakeAt: now, problem }));
    const before = await run();

    await test.ask(order, { invoice: 'F1', ...more });
    await test.work();

    expect(before.status).toBe('poisoned');
    const { status, step, held, problem: left } = await run();
    expect([status !== 'poisoned', left, held || step !== before.step]).toEqual([true, null, true]);
  });

  it('ends when its invoice is paid, and hears later what does not end it', async () => {
    const id = await setAside();

    await test.ask('dispute', { invoice: 'F1', reason: 'price' });
    await test.work();
    expect(await run()).toMatchObject({ status: 'poisoned' });
    expect(await readInbox(id)).toEqual(['bad', 'disputed']);

    await test.ask('paid', { invoice: 'F1' });
    await test.work();
    expect(await run()).toMatchObject({ status: 'finished', outcome: 'paid' });
  });
});

async function readInbox(id: string): Promise<readonly string[]> {
  const events = await waitingEvents(test.house.store.db, [id]);
  return events.map(({ event }) => (event.type === 'happened' ? event.what : 'bad'));
}

describe('hold and release', () => {
  it('an invoice is held until the end of a day, and goes on by itself', async () => {
    const held = await test.ask('hold', {
      target: { invoice: 'F1' },
      reason: 'credit note',
      until: '2026-03-05',
    });
    await test.work();
    expect(held).toMatchObject({ until: '2026-03-05', label: 'F1' });
    expect((await run()).held).toBe(true);

    await test.pass(3 * day);
    expect((await run()).held).toBe(true);

    await test.pass(day);
    expect((await run()).held).toBe(false);
  });

  it('a whole customer is held and released', async () => {
    await giveInvoices(test, ['F2']);
    await test.work();

    await test.ask('hold', { target: { customer: 'C1' }, reason: 'negotiation' });
    await test.work();
    const held = await listRuns(test.house.store.db, { held: true });
    const released = await test.ask('lift', { target: { customer: 'C1' } });
    await test.work();

    expect(held).toHaveLength(2);
    expect(released).toMatchObject({ lifted: [{ reason: 'negotiation' }] });
    expect(await listRuns(test.house.store.db, { held: true })).toEqual([]);
  });

  it('an invoice and its customer are held and released each by itself', async () => {
    await giveInvoices(test, ['F2']);
    await test.ask('hold', { target: { customer: 'C1' }, reason: 'negotiation' });
    await test.work();

    const refusal = await test.refused('lift', { target: { invoice: 'F2' } });
    await test.ask('hold', { target: { invoice: 'F2' }, reason: 'avoir attendu' });
    const own = await test.ask('lift', { target: { invoice: 'F2' } });
    await test.ask('hold', { target: { invoice: 'F2' }, reason: 'avoir attendu' });
    const whole = await test.ask('lift', { target: { customer: 'C1' } });
    await test.work();

    expect(refusal.words.en).toContain('palier lift --customer C1');
    expect(own).toMatchObject({ lifted: [{ reason: 'avoir attendu' }] });
    expect(whole).toMatchObject({ lifted: [{ reason: 'negotiation' }] });
    const held = await listRuns(test.house.store.db, { held: true });
    expect(held.map(({ number }) => number)).toEqual(['F2']);
  });

  it('an invoice that is paid while it is held has ended, and is held no longer', async () => {
    await test.ask('hold', { target: { invoice: 'F1' }, reason: 'avoir attendu' });
    await test.work();
    await test.ask('paid', { invoice: 'F1' });
    await test.work();

    expect(await run()).toMatchObject({ status: 'finished', held: false });
    expect(await listRuns(test.house.store.db, { held: true })).toEqual([]);
  });

  it('refuses a day that has passed, a release of nothing, and two targets', async () => {
    const past = { target: { invoice: 'F1' }, reason: 'x', until: '01/03/2026' };
    expect(await test.refused('hold', past)).toMatchObject({ code: 'not-acceptable' });
    expect(await test.refused('lift', { target: { invoice: 'F1' } })).toMatchObject({ code: 'conflict' });
    const both = { target: { invoice: 'F1', customer: 'C1' }, reason: 'x' };
    expect(await test.refused('hold', both)).toMatchObject({ code: 'not-acceptable' });
  });
});
