import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveRuns } from '../../../server/operations/migrate/move-runs.ts';
import { headOf, listDeliveries, listRuns, readRun, runsNotOn, setBack } from '../../../store/index.ts';
import { advanceRuns } from '../../../workers/carry/index.ts';
import { type Migrated, publishWait, standingIn } from './migrating.ts';
import { day, openAtWork, type TestHouse } from './open-test-house.ts';
import { renamed, republish } from './republish.ts';

const flow = 'segments';
let test: TestHouse;

beforeEach(async () => {
  test = await openAtWork();
});

afterEach(() => test.house.close());

const ask = async (more: object = {}) => (await test.ask('migrate', { flow, ...more })) as Migrated;

const standing = () => standingIn(test);
const setWait = (id: string, days: number) => publishWait(test, flow, id, days);

describe('a preview', () => {
  it('moves nothing, and says what the migration then does', async () => {
    const [before] = await standing();
    const step = before?.step ?? '';
    const next = await setWait(step, 12);

    const preview = await ask({ dryRun: true });
    const untouched = await standing();
    const done = await ask();
    await test.work();

    expect(preview.fates).toMatchObject({ 'new-date': 2, held: 0, stays: 0 });
    expect(untouched[0]).toEqual(before);
    expect({ ...done, dryRun: true }).toEqual(preview);
    expect((await standing()).map(({ release }) => release)).toEqual([next, next]);
    const [run] = await listRuns(test.house.store.db, {});
    expect(run?.wakeAt).toBe(preview.redated[0]?.after);
  });

  it('names every run whose step is gone; a mapping finds it a place', async () => {
    const step = (await standing())[0]?.step ?? '';
    await republish(test, flow, (document) => ({ flow: renamed(document, step, 'nouvelle-attente') }));

    const without = await ask({ dryRun: true });
    const mapped = await ask({ dryRun: true, map: [`${step}=nouvelle-attente`] });

    expect(without.fates).toMatchObject({ held: 2 });
    expect(without.leftOut.map(({ number, why }) => [number, why])).toEqual([
      ['F1', 'removed'],
      ['F2', 'removed'],
    ]);
    expect(mapped.fates).toMatchObject({ 'as-is': 2, held: 0 });
  });
});

describe('a migration', () => {
  it('holds a run without a step, and back on the old release it goes on as before', async () => {
    const [before] = await standing();
    const old = before?.release ?? '';
    const due = (await listRuns(test.house.store.db, {})).map(({ wakeAt }) => wakeAt);
    await republish(test, flow, (document) => ({ flow: renamed(document, before?.step ?? '', 'autre') }));

    const there = await ask();
    await test.work();
    const held = await standing();
    const back = await ask({ to: old });
    await test.work();

    expect(there.fates).toMatchObject({ held: 2 });
    expect(held.map((one) => one.held)).toEqual([true, true]);
    expect(back.fates).toMatchObject({ held: 0, stays: 0 });
    expect((await standing())[0]).toEqual(before);
    expect((await listRuns(test.house.store.db, {})).map(({ wakeAt }) => wakeAt)).toEqual(due);
  });

  it('to and fro and to again, twice each time, sends each message once', async () => {
    const old = (await standing())[0]?.release ?? '';
    const step = (await standing())[0]?.step ?? '';
    const next = await setWait(step, 11);

    for (let round = 0; round < 3; round += 1) {
      await ask({ to: next });
      await ask({ to: next });
      await test.pass(day);
      await ask({ to: old });
      await ask({ to: old });
      await test.pass(day);
    }
    for (let on = 0; on < 60; on += 1) await test.pass(day);

    const all = await listDeliveries(test.house.store.db, { limit: 500 });
    const sent = all.filter(({ channel }) => channel === 'email').map(({ subject }) => subject);
    expect(sent.length).toBeGreaterThan(2);
    expect(sent).toEqual([...new Set(sent)]);
  });

  it('that was broken off is taken up by asking again: each run is told once', async () => {
    const { db } = test.house.store;
    const next = await setWait((await standing())[0]?.step ?? '', 12);
    const ids = await runsNotOn(db, { flow, to: next });

    await moveRuns(
      test.house,
      ids.slice(0, 1),
      { from: null, to: next, map: new Map(), known: new Map() },
      true,
    );
    const rest = await ask();
    await test.work();
    expect(rest.runs).toBe(2);
    const [run] = await listRuns(db, {});
    const lines = (await readRun(db, run?.run ?? ''))?.lines ?? [];

    expect(lines.filter(({ what }) => what === 'migrated')).toHaveLength(1);
    expect(await ask()).toMatchObject({ runs: 0 });
    expect(await headOf(db, flow)).toBe(next);
  });

  it('waits for a message that is on its way, and does not repeat it', async () => {
    const { house } = test;
    const [run] = await standing();
    const next = await republish(test, flow, (document) => ({ flow: { ...document, name: 'Autre' } }));
    await test.ask('skip', { invoice: 'F1' });
    await advanceRuns(house.carrier);

    const preview = await ask({ dryRun: true });
    const done = await ask();
    await test.work();

    expect(preview.fates).toMatchObject({ 'in-flight': 1, 'as-is': 1 });
    expect(done.fates).toEqual(preview.fates);
    expect((await standing()).map(({ release }) => release)).toEqual([next, next]);
    expect((await standing())[0]?.step).not.toBe(run?.step);
    const lines = (await listDeliveries(house.store.db, {})).filter(({ channel }) => channel === 'email');
    expect(lines).toHaveLength(3);
  });

  it('at the instant at which runs wake moves each, and each sends once', async () => {
    const { db } = test.house.store;
    const due = Math.max(...(await listRuns(db, {})).map(({ wakeAt }) => wakeAt ?? 0));
    const next = await republish(test, flow, (document) => ({ flow: { ...document, name: 'Autre' } }));

    await ask();
    await test.pass(due - test.house.clock.now());
    for (let on = 0; on < 8; on += 1) await test.pass(day);

    expect((await standing()).map(({ release }) => release)).toEqual([next, next]);
    const subjects = (await listDeliveries(db, {})).map(({ subject }) => subject);
    expect(subjects).toEqual([...new Set(subjects)]);
    expect(subjects).toHaveLength(4);
  });

  it('past the day of a wait under the new release goes on at once, as foretold', async () => {
    const [before] = await standing();
    await setWait(before?.step ?? '', 3);

    const preview = await ask({ dryRun: true });
    const done = await ask();
    await test.work();

    expect(done.fates).toEqual(preview.fates);
    const moved = (await listRuns(test.house.store.db, {})).map(({ wakeAt }) => wakeAt).sort();
    const foretold = preview.redated.map(({ after }) => after).sort();
    expect(foretold.every((at) => moved.includes(at))).toBe(true);
  });

  it('leaves alone a run that was set aside', async () => {
    const { db } = test.house.store;
    const [run] = await listRuns(db, {});
    const problem = { code: 'poisoned', message: 'a fault of ours' };
    const id = run?.run ?? '';
    await db.transaction().execute((tx) => setBack(tx, { id, wakeAt: test.house.clock.now(), problem }));
    await setWait(run?.step ?? '', 12);

    const done = await ask();

    expect(done.fates).toMatchObject({ 'new-date': 1, stays: 1 });
    expect(done.leftOut).toMatchObject([{ run: id, why: 'set-aside' }]);
  });
});

describe('a migration is refused', () => {
  it('for what is unknown, unreadable or of another kind, with words', async () => {
    await setWait('j18', 8);
    const asked: readonly (readonly [object, string, string])[] = [
      [{ flow: 'nowhere' }, 'not-found', 'the flow "nowhere" was never published'],
      [{ to: 'ffff' }, 'not-found', 'no release begins with "ffff"'],
      [{ from: flow }, 'not-acceptable', '--from and --to name the same release'],
      [{ map: ['nowhere=fin'] }, 'not-acceptable', 'no release to move from has a step "nowhere"'],
      [{ map: ['j18=nowhere'] }, 'not-acceptable', 'the new release has no step "nowhere"'],
      [{ map: ['j18=relance-2'] }, 'not-acceptable', '"j18" (wait) cannot become "relance-2" (email)'],
      [{ map: ['__proto__=fin'] }, 'not-acceptable', 'no release to move from has a step "__proto__"'],
      [{ map: ['j7'] }, 'not-acceptable', '"j7" cannot be read; write --map old=new'],
      [{ map: ['j18=j30', 'j18=attente'] }, 'not-acceptable', '"j18" is given twice'],
    ];

    for (const [input, code, words] of asked) {
      const refusal = await test.refused('migrate', { flow, ...input });
      expect([refusal.code, refusal.words.en]).toEqual([code, expect.stringContaining(words)]);
    }
  });

  it('never for a mapping onto itself, which says what happens anyway', async () => {
    const step = (await standing())[0]?.step ?? '';
    await setWait(step, 12);

    expect(await ask({ dryRun: true, map: [`${step}=${step}`] })).toMatchObject({
      fates: { 'new-date': 2 },
    });
  });
});
