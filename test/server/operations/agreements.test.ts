/** Promises, holds and disputes as a person meets them: told to the command line, seen in the explanation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDeliveries, listRuns, listTasks, readTrace } from '../../../store/index.ts';
import { day, giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';
import { republish } from './republish.ts';

let test: TestHouse;

beforeEach(async () => {
  test = await openTestHouse();
});

afterEach(() => test.house.close());

async function taken(): Promise<void> {
  await giveInvoices(test, ['F1']);
  await test.work();
}

const db = () => test.house.store.db;

async function said(): Promise<readonly string[]> {
  const [run] = await listRuns(db(), {});
  const lines = await readTrace(db(), run?.run ?? '');
  return lines
    .filter(({ what }) => !['waits', 'done', 'started', 'took'].includes(what))
    .map(({ what, detail }) => [what, detail?.cause, detail?.code].filter(Boolean).join(' '));
}

const sent = async () => (await listDeliveries(db(), {})).length;

async function passDays(days: number): Promise<void> {
  for (let on = 0; on < days; on += 1) await test.pass(day);
}

describe('a promise in three parts', () => {
  const promise = {
    ...{ invoice: 'F1', on: ['2026-03-06', '2026-03-13', '2026-03-20'] },
    amounts: ['400', '400', '400'],
  };

  it('of which the second is not kept, is kept until then, broken after it, and a task', async () => {
    await taken();
    const before = await sent();
    await test.ask('promise', promise);
    await test.pass(4 * day);
    await test.ask('paid', { invoice: 'F1', amount: '400' });
    await passDays(5);
    const afterFirst = await said();
    const explained = await test.ask('explain', { invoice: 'F1' });
    const during = await sent();
    await passDays(8);

    expect(afterFirst).toEqual(['held promise', 'held promise']);
    expect(during).toBe(before);
    expect(explained).toMatchObject({
      run: {
        holds: [{ cause: 'promise', reason: expect.stringMatching(/6 March 2026, received · .*13 March/) }],
      },
    });
    expect(await said()).toEqual(['held promise', 'held promise', 'promise-broken']);
    expect((await listTasks(db(), {})).map(({ kind }) => kind)).toContain('promise-broken');
  });

  it('paid in full before the last date releases the run and ends it', async () => {
    await taken();
    await test.ask('promise', promise);
    await test.ask('paid', { invoice: 'F1' });
    await test.work();

    expect(await listRuns(db(), {})).toMatchObject([{ status: 'finished', outcome: 'paid' }]);
  });
});

describe('promises beyond the cap', () => {
  beforeEach(async () => {
    await republish(test, 'segments', (flow, release) => ({
      flow,
      policies: { ...release.policies, promiseAtMost: '10 days' },
    }));
    await taken();
  });

  it('hold no longer than it allows, all together; then a person decides', async () => {
    await test.ask('promise', { invoice: 'F1', on: ['2026-03-10'] });
    await passDays(6);
    await test.ask('promise', { invoice: 'F1', on: ['2026-04-30'] });
    await passDays(6);
    const [run] = await listRuns(db(), {});
    const tasks = await listTasks(db(), {});
    await test.ask('resume', { invoice: 'F1', reason: 'no more delay' });
    await passDays(8);

    expect(await said()).toContain('held problem promise-limit');
    expect(run).toMatchObject({ held: true });
    expect(tasks.map(({ kind }) => kind)).toEqual(['problem']);
    expect(await listRuns(db(), { held: true })).toEqual([]);
  });
});

describe('a hold with a reason and an end', () => {
  it('that ends at night lets the run go in the next window', async () => {
    const window = 'weekdays 09:00-18:00';
    await republish(test, 'segments', (flow) => ({
      flow: { ...flow, policies: { ...flow.policies, window } },
    }));
    await taken();
    const before = await sent();
    await test.ask('hold', { target: { invoice: 'F1' }, until: '2026-03-20', reason: 'credit to come' });
    await passDays(18);
    const held = await test.ask('explain', { invoice: 'F1' });
    const meanwhile = await sent();
    // From Friday 20 March, 10:00, to Saturday 01:00: the hold is over, the office is not open.
    await test.pass(15 * 3_600_000);
    const atNight = await listRuns(db(), {});
    await test.pass(day);
    const onSunday = await sent();
    await test.pass(day);
    await test.pass(day / 2);

    expect(held).toMatchObject({ run: { holds: [{ cause: 'hold', reason: 'credit to come' }] } });
    expect([meanwhile, onSunday]).toEqual([before, before]);
    expect(atNight).toMatchObject([{ held: false }]);
    expect(await sent()).toBeGreaterThan(before);
  });
});

describe('a dispute with a category', () => {
  it('says it in the explanation, and a flow may ask for it', async () => {
    await republish(test, 'segments', (flow) => ({
      flow: {
        ...flow,
        interrupts: { ...flow.interrupts, disputed: { jump: 'sorte' } },
        steps: [
          ...flow.steps,
          {
            ...{ id: 'sorte', kind: 'branch', else: 'fin' },
            cases: [
              {
                ...{ name: 'prix', next: 'cloture' },
                when: { fact: 'dispute.category', operator: 'equal', value: 'prix' },
              },
            ],
          },
        ],
      },
    }));
    await taken();
    await test.ask('dispute', { invoice: 'F1', category: 'prix', reason: 'remise oubliée' });
    await test.work();

    const [run] = await listRuns(db(), {});
    const lines = await readTrace(db(), run?.run ?? '');
    expect(lines.map(({ step, what }) => `${step} ${what}`)).toContain('cloture done');
  });

  it('that holds is named with its reason', async () => {
    await taken();
    await test.ask('dispute', { invoice: 'F1', category: 'prix', reason: 'remise oubliée' });
    await test.work();

    expect(await test.ask('explain', { invoice: 'F1' })).toMatchObject({
      run: { holds: [{ cause: 'dispute', reason: 'prix · remise oubliée' }] },
    });
  });
});
