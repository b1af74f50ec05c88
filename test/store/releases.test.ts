import { expect, it } from 'vitest';
import { defaultPolicies, type Release } from '../../schemas/index.ts';
import {
  countRunsByRelease,
  headOf,
  listReleases,
  movableRuns,
  publishRelease,
  readAudit,
  readHeads,
  readRelease,
  restoreRelease,
  runsNotOn,
} from '../../store/index.ts';
import { act, day, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

describeStores('releases', (store) => {
  it('publishes fast-forward only', async () => {
    const { db } = store();
    const [one, two, three] = [release('sha256:1'), release('sha256:2'), release('sha256:3')];

    await publishRelease(db, one, null, act);
    await publishRelease(db, two, one.digest, { ...act, at: start + day });
    const again = await publishRelease(db, two, two.digest, act);
    const late = publishRelease(db, three, one.digest, act);

    expect(again).toEqual({ published: false });
    await expect(late).rejects.toMatchObject({ code: 'conflict', ids: { head: two.digest } });
    expect(await headOf(db, 'pme')).toBe(two.digest);
    expect(await headOf(db, 'other')).toBeNull();
    expect(await readRelease(db, one.digest)).toEqual(one);
    expect([...(await readHeads(db)).keys()]).toEqual(['pme']);
    expect((await listReleases(db, 'pme')).map((line) => [line.digest, line.head])).toEqual([
      [two.digest, true],
      [one.digest, false],
    ]);
  });

  it('puts an earlier release in force again, fast-forward only, and the trail says why', async () => {
    const { db } = store();
    const [one, two] = [release('sha256:a1'), release('sha256:a2')].map((each) => ({
      ...each,
      flow: { ...each.flow, id: 'retour' },
    })) as [Release, Release];
    await publishRelease(db, one, null, { ...act, why: 'the first' });
    await publishRelease(db, two, one.digest, act);

    const late = restoreRelease(db, { digest: one.digest, base: one.digest }, act);
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    const unknown = restoreRelease(db, { digest: 'sha256:none', base: two.digest }, act);
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
    const done = await restoreRelease(
      db,
      { digest: one.digest, base: two.digest },
      { ...act, why: 'too harsh' },
    );
    const again = await restoreRelease(db, { digest: one.digest, base: two.digest }, act);

    expect([done, again]).toEqual([{ restored: true }, { restored: false }]);
    expect(
      (await listReleases(db, 'retour')).map(({ digest, head, comment }) => [digest, head, comment]),
    ).toEqual(
      expect.arrayContaining([
        [one.digest, true, 'the first'],
        [two.digest, false, null],
      ]),
    );
    expect((await readAudit(db, { object: 'flow retour' }))[0]).toMatchObject({
      ...{ what: 'restored', why: 'too harsh' },
      detail: { digest: one.digest, base: two.digest },
    });
  });

  it('of two that restore at once only the first succeeds', async () => {
    const { db } = store();
    const [one, two, three] = ['b1', 'b2', 'b3'].map((digest) => {
      const made = release(`sha256:${digest}`);
      return { ...made, flow: { ...made.flow, id: 'ensemble' } };
    }) as [Release, Release, Release];
    await publishRelease(db, one, null, act);
    await publishRelease(db, two, one.digest, act);
    await publishRelease(db, three, two.digest, act);

    const both = await Promise.allSettled([
      restoreRelease(db, { digest: one.digest, base: three.digest }, act),
      restoreRelease(db, { digest: two.digest, base: three.digest }, act),
    ]);

    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a flow without runs has none to count or to move', async () => {
    const { db } = store();

    expect([...(await countRunsByRelease(db))]).toEqual([]);
    expect(await runsNotOn(db, { flow: 'pme', to: 'sha256:1', from: 'sha256:2' })).toEqual([]);
    expect(await movableRuns(db, ['1-1'])).toEqual([]);
  });
});

function release(digest: string): Release {
  return {
    digest,
    flow: { id: 'pme', name: 'PME', currency: 'EUR', start: 'fin', steps: [{ id: 'fin', kind: 'end' }] },
    messages: [],
    segments: [],
    policies: defaultPolicies,
    languages: ['fr'],
    customFields: {},
  };
}
