import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '../../../schemas/index.ts';
import { listDeliveries, listRuns, listTasks, verifyStore } from '../../../store/index.ts';
import { createRecording, type OutgoingEmail, type SendResult } from '../../../workers/channels/index.ts';
import { type Migrated, publishWait, standingIn } from './migrating.ts';
import { giveInvoices, openAtWork, type TestHouse } from './open-test-house.ts';
import { renamed, republish, withStep } from './republish.ts';

const flow = 'segments';
const sent: SendResult = { fate: 'sent', providerId: 'p', refused: [] };
const lost: SendResult = { fate: 'uncertain', problem: { code: 'email.no-answer', message: 'no answer' } };
let fate: SendResult;
let test: TestHouse;

beforeEach(async () => {
  fate = sent;
  test = await openAtWork(createRecording<OutgoingEmail>('email', () => fate));
});

afterEach(() => test.house.close());

const ask = async (more: object = {}) => (await test.ask('migrate', { flow, ...more })) as Migrated;

const standing = () => standingIn(test);
const setWait = (id: string, days: number) => publishWait(test, flow, id, days);

it('a step done before that the new flow puts later is named, and so is no loop of the old flow', async () => {
  const { db } = test.house.store;
  const done = (await listDeliveries(db, {})).map(({ step }) => step)[0] ?? '';
  const at = (await standing())[0]?.step ?? '';
  await republish(test, flow, (document) => ({
    flow: withStep(document, at, (step): readonly Step[] =>
      step.kind === 'wait' ? [{ ...step, next: done }] : [step],
    ),
  }));

  const preview = await ask({ dryRun: true });
  const moved = await ask();
  await test.work();
  await republish(test, flow, (document) => ({ flow: { ...document, name: 'Autre' } }));

  expect(preview).toMatchObject({ again: [{ step: done, runs: 2 }] });
  expect(moved).toEqual({ ...preview, dryRun: false });
  expect(await ask()).toMatchObject({ again: [] });
});

describe('a migration after another', () => {
  const moved = async (step: string) =>
    republish(test, flow, (document) => ({ flow: renamed(document, step, 'autre') }));

  it('places the runs that the first left without a step on the very same release', async () => {
    const step = (await standing())[0]?.step ?? '';
    const next = await moved(step);
    await ask();
    await test.work();

    const preview = await ask({ dryRun: true, map: [`${step}=autre`] });
    const done = await ask({ from: next, to: next, map: [`${step}=autre`] });
    await test.work();

    expect(preview).toMatchObject({ runs: 2, fates: { held: 0, stays: 0 } });
    expect(done.fates).toEqual(preview.fates);
    expect((await standing()).map((one) => [one.step, one.held])).toEqual([
      ['autre', false],
      ['autre', false],
    ]);
    expect(await ask({ map: [`${step}=autre`] })).toMatchObject({ runs: 0 });
  });

  it('wins where the runs have heard of neither', async () => {
    const step = (await standing())[0]?.step ?? '';
    const next = await moved(step);

    await ask();
    const again = await ask({ dryRun: true });
    const mapped = await ask({ map: [`${step}=autre`] });
    await test.work();

    expect(again).toMatchObject({ runs: 2, fates: { held: 2 } });
    expect(again.leftOut.map(({ why }) => why)).toEqual(['removed', 'removed']);
    expect(mapped.fates).toMatchObject({ held: 0 });
    expect((await standing()).map((one) => [one.step, one.release])).toEqual([
      ['autre', next],
      ['autre', next],
    ]);
  });

  it('back to where the runs still are wins too', async () => {
    const before = await standing();
    const old = before[0]?.release ?? '';
    const next = await setWait(before[0]?.step ?? '', 12);

    await ask({ to: next });
    const back = await ask({ to: old });
    await test.work();

    expect(back).toMatchObject({ runs: 2 });
    expect(await standing()).toEqual(before);
  });

  it('reckons with an order that waits: a run that is stopped before does not move', async () => {
    await setWait((await standing())[0]?.step ?? '', 12);
    await test.ask('stop', { invoice: 'F1' });

    const done = await ask();
    await test.work();

    expect(done.fates).toMatchObject({ stays: 1, 'new-date': 1 });
    expect(done.leftOut).toMatchObject([{ number: 'F1', why: 'ends' }]);
  });
});

describe('an uncertain message whose step is gone', () => {
  it.each(['sent', 'not-sent'] as const)(
    'found %s leaves its run held until it has a place',
    async (known) => {
      const { db } = test.house.store;
      fate = lost;
      await giveInvoices(test, ['F3'], {}, { number: 'C3' });
      await test.work();
      const [one] = await listDeliveries(db, { status: 'uncertain' });
      const step = one?.step ?? '';
      await republish(test, flow, (document) => ({ flow: renamed(document, step, 'nouvelle') }));
      await ask();
      await test.work();
      fate = sent;

      await test.ask('resolve', { delivery: one?.delivery, fate: known });
      await test.work();
      const between = (await standing()).find(({ number }) => number === 'F3');
      await ask({ map: [`${step}=nouvelle`] });
      await test.work();

      expect(between).toMatchObject({ step, held: true });
      const after = (await listRuns(db, {})).find(({ number }) => number === 'F3');
      expect(after).toMatchObject({ status: 'running', held: false, problem: null });
      expect(after?.step).not.toBe(step);
      const left = (await listDeliveries(db, { status: 'sent' })).filter(
        ({ customer }) => customer === one?.customer,
      );
      expect(left).toHaveLength(1);
      expect(await listTasks(db, {})).toEqual([]);
      expect((await verifyStore(db)).filter(({ count }) => count > 0)).toEqual([]);
    },
  );
});

describe('a message of a renamed step that counted as not sent, and was', () => {
  async function lose(): Promise<{ readonly delivery: string; readonly step: string }> {
    fate = lost;
    await giveInvoices(test, ['F3'], {}, { number: 'C3' });
    await test.work();
    fate = sent;
    const [one] = await listDeliveries(test.house.store.db, { status: 'uncertain' });
    return { delivery: one?.delivery ?? '', step: one?.step ?? '' };
  }

  async function rename(step: string): Promise<void> {
    await republish(test, flow, (document) => ({ flow: renamed(document, step, 'nouvelle') }));
    await ask({ map: [`${step}=nouvelle`] });
    await test.work();
  }

  const resolve = async (delivery: string, known: 'sent' | 'not-sent') => {
    const answer = await test.ask('resolve', { delivery, fate: known });
    await test.work();
    return answer;
  };

  const left = async () => {
    const all = await listDeliveries(test.house.store.db, { status: 'sent' });
    return all.filter(({ invoices }) => invoices.some(({ number }) => number === 'F3'));
  };

  it.each(['before', 'after'] as const)('is not made again, migrated %s that was said', async (when) => {
    const { delivery, step } = await lose();
    await test.ask('dispute', { invoice: 'F3' });
    await test.work();
    if (when === 'before') await rename(step);
    await resolve(delivery, 'not-sent');
    if (when === 'after') await rename(step);

    const answer = await resolve(delivery, 'sent');
    await test.ask('dispute', { invoice: 'F3', close: true });
    await test.work();

    expect(answer).toMatchObject({ isLate: true, isWithdrawn: true, madeAgainAs: null });
    expect((await left()).map((one) => one.delivery)).toEqual([delivery]);
    expect((await verifyStore(test.house.store.db)).filter(({ count }) => count > 0)).toEqual([]);
  });

  it('is shown as a possible double where it was made again', async () => {
    const { delivery, step } = await lose();
    await rename(step);
    await resolve(delivery, 'not-sent');
    const [again] = await left();

    const answer = await resolve(delivery, 'sent');

    expect(again).toBeDefined();
    expect(answer).toMatchObject({ isWithdrawn: false, madeAgainAs: again?.delivery });
  });
});
