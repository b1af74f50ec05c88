import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listRuns, verifyStore } from '../../../store/index.ts';
import { day, openAtWork, type TestHouse } from './open-test-house.ts';

let test: TestHouse;

beforeEach(async () => {
  test = await openAtWork();
});

afterEach(() => test.house.close());

const setBegun = (where: string) =>
  sql.raw(`update run set begun = true where ${where}`).execute(test.house.store.db);

it('runs that no Temporal has begun come back without one, and go on', async () => {
  const { db } = test.house.store;
  const [before] = await listRuns(db, {});

  const there = await test.ask('move', { to: 'temporal' });
  const back = await test.ask('move', { to: 'embedded' });
  for (let on = 0; on < 20; on += 1) await test.pass(day);

  expect(there).toMatchObject({ movedNow: 2, moved: 2 });
  expect(back).toMatchObject({ movedNow: 2, moved: 2, ready: 0, workflows: 0 });
  expect((await listRuns(db, {}))[0]?.step).not.toBe(before?.step);
  expect((await verifyStore(db)).filter(({ count }) => count > 0)).toEqual([]);
});

it('runs that Temporal has begun need it, and the others do not wait for them', async () => {
  await test.ask('move', { to: 'temporal' });
  await setBegun(`id like '1-%'`);

  const some = await test.ask('move', { to: 'embedded' });

  expect(some).toMatchObject({ movedNow: 1, moved: 1, workflows: 1 });
  expect(await test.refused('move', { to: 'embedded' })).toMatchObject({
    code: 'conflict',
    words: { en: expect.stringContaining('no Temporal server is known') },
  });
});

it('a run whose old workflow is still to be ended is not ready to move', async () => {
  await setBegun(`id like '1-%'`);

  const plan = await test.ask('move', { to: 'temporal', dryRun: true });
  const done = await test.ask('move', { to: 'temporal' });

  expect(plan).toMatchObject({ ready: 1, workflows: 1 });
  expect(done).toMatchObject({ movedNow: 1, workflows: 1, ready: 0 });
});
