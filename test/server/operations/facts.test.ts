import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gatherFacts, listRuns, listTasks } from '../../../store/index.ts';
import { giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;

beforeEach(async () => {
  test = await openTestHouse();
  await giveInvoices(test, ['F1']);
  await test.work();
});

afterEach(() => test.house.close());

async function facts() {
  const [run] = await listRuns(test.house.store.db, {});
  const found = await gatherFacts(test.house.store.db, [run?.invoice ?? ''], test.house.clock.now());
  const [first] = found.values();
  if (first === undefined) throw new Error('there are no facts');
  return first;
}

describe('paid', () => {
  it('all that is open ends the run', async () => {
    const paid = await test.ask('paid', { invoice: 'F1', on: '01/03/2026' });
    await test.work();

    expect(paid).toMatchObject({ amount: 120_000, settled: true, onAccount: 0, invoice: { open: 0 } });
    expect(await listRuns(test.house.store.db, {})).toMatchObject([{ status: 'finished', outcome: 'paid' }]);
    expect(await test.refused('paid', { invoice: 'F1' })).toMatchObject({ code: 'conflict' });
  });

  it('a part leaves the rest, in French or English writing', async () => {
    const paid = await test.ask('paid', { invoice: 'F1', amount: '1 000,50' });

    expect(paid).toMatchObject({ amount: 100_050, settled: false, invoice: { open: 19_950 } });
  });

  it.each([['abc'], ['-5'], ['0'], ['1.234'], ['12,345']])('refuses the amount %s', async (amount) => {
    expect(await test.refused('paid', { invoice: 'F1', amount })).toMatchObject({ code: 'not-acceptable' });
  });

  it.each([['2026-02-30'], ['tomorrow'], ['2026-03-03']])('refuses the day %s', async (on) => {
    expect(await test.refused('paid', { invoice: 'F1', on })).toMatchObject({ code: 'not-acceptable' });
  });
});

describe('dispute', () => {
  it('holds the run until it is closed', async () => {
    await test.ask('dispute', { invoice: 'F1', category: 'price', reason: 'wrong rate' });
    await test.work();
    const held = await listRuns(test.house.store.db, { held: true });
    const closed = await test.ask('dispute', { invoice: 'F1', close: true });
    await test.work();

    expect(held).toHaveLength(1);
    expect(closed).toMatchObject({ opened: null, closed: [expect.any(String)] });
    expect(await listRuns(test.house.store.db, { held: true })).toEqual([]);
    expect(await test.refused('dispute', { invoice: 'F1', close: true })).toMatchObject({ code: 'conflict' });
  });
});

describe('promise', () => {
  it('without amounts the open amount is shared, to the cent', async () => {
    await test.ask('paid', { invoice: 'F1', amount: '0.01' });

    const promised = await test.ask('promise', { invoice: 'F1', on: ['2026-04-01', '15/03/2026'] });
    await test.work();

    expect(promised).toMatchObject({
      parts: [
        { on: '2026-04-01', amount: 59_999 },
        { on: '2026-03-15', amount: 60_000 },
      ],
    });
    expect((await facts()).promises).toMatchObject([{ fate: 'open' }]);
    expect(await listRuns(test.house.store.db, { held: true })).toHaveLength(1);
  });

  it('refuses a past day, and fewer amounts than days', async () => {
    const past = { invoice: 'F1', on: ['2026-01-01'] };
    expect(await test.refused('promise', past)).toMatchObject({ code: 'not-acceptable' });
    const uneven = { invoice: 'F1', on: ['2026-04-01', '2026-05-01'], amounts: ['10'] };
    expect(await test.refused('promise', uneven)).toMatchObject({ code: 'not-acceptable' });
  });
});

describe('tasks', () => {
  beforeEach(async () => {
    await giveInvoices(test, ['BIG'], { amount: 1_500_000, open: 1_500_000 });
    await test.work();
  });

  it('an approval wants approved or refused, and moves the run', async () => {
    const { tasks } = (await test.ask('task-list', {})) as { tasks: { task: string; kind: string }[] };
    const [task] = tasks;
    expect(task).toMatchObject({ kind: 'approve' });

    const wanting = await test.refused('task-done', { task: task?.task, outcome: 'promise' });
    const done = await test.ask('task-done', { task: task?.task, outcome: 'approved', note: 'go on' });
    const [before] = await listRuns(test.house.store.db, {});
    await test.work();

    expect(wanting).toMatchObject({
      code: 'not-acceptable',
      words: { en: expect.stringContaining('approved, refused') },
    });
    expect(done).toMatchObject({ outcome: 'approved', number: 'BIG' });
    const [after] = await listRuns(test.house.store.db, {});
    expect(after?.step).not.toBe(before?.step);
    expect(await test.refused('task-done', { task: task?.task, outcome: 'approved' })).toMatchObject({
      code: 'conflict',
    });
  });

  it('a promise on the phone wants its day, and is recorded with the task', async () => {
    await giveInvoices(test, ['CALL'], { dueOn: '2026-02-20', amount: 700_000, open: 700_000 });
    await test.work();
    await test.ask('jump', { invoice: 'CALL', to: 'appel' });
    await test.work();
    const call = (await listTasks(test.house.store.db, {})).find(({ kind }) => kind === 'call');

    const wanting = await test.refused('task-done', { task: call?.task, outcome: 'promise' });
    const done = await test.ask('task-done', { task: call?.task, outcome: 'promise', on: ['2026-03-20'] });

    expect(wanting).toMatchObject({ code: 'not-acceptable', words: { en: expect.stringContaining('--on') } });
    expect(done).toMatchObject({ promised: [{ on: '2026-03-20', amount: 700_000 }] });
  });

  it('refuses a task that is not there', async () => {
    expect(await test.refused('task-done', { task: '999', outcome: 'done' })).toMatchObject({
      code: 'not-found',
    });
    expect(await test.refused('task-done', { task: 'x', outcome: 'done' })).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('naming an invoice', () => {
  it('one number at two entities is refused with the ways to say which', async () => {
    await giveInvoices(
      test,
      ['F1'],
      { entity: 'suisse', customer: 'S1', currency: 'CHF' },
      { entity: 'suisse', number: 'S1' },
    );

    const refusal = await test.refused('pause', { invoice: 'F1' });

    expect(refusal).toMatchObject({ code: 'ambiguous', words: { en: expect.stringContaining('suisse/F1') } });
    await test.work();
    expect(await test.ask('pause', { invoice: 'suisse/F1' })).toMatchObject({ invoice: { currency: 'CHF' } });
  });

  it('an instalment is named behind #, and a run by its id', async () => {
    await giveInvoices(test, ['F1'], { instalment: 2 });
    await test.work();

    expect(await test.refused('pause', { invoice: 'F1' })).toMatchObject({
      words: { en: expect.stringContaining('F1#2') },
    });
    const named = await test.ask('pause', { invoice: 'F1#2' });
    expect(named).toMatchObject({ invoice: { instalment: 2 } });
    const { run } = (named as { invoice: { run: string } }).invoice;
    expect(await test.ask('resume', { invoice: run })).toMatchObject({ invoice: { instalment: 2 } });
  });

  it('an unknown one is refused with those that look like it', async () => {
    await giveInvoices(test, ['F2026-0118']);

    const refusal = await test.refused('pause', { invoice: '0118' });

    expect(refusal).toMatchObject({
      code: 'not-found',
      words: { en: expect.stringContaining('F2026-0118') },
    });
  });
});
