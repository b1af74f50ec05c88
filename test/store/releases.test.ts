import { expect, it } from 'vitest';
import { defaultPolicies, type Release } from '../../schemas/index.ts';
import { headOf, listReleases, publishRelease, readHeads, readRelease } from '../../store/index.ts';
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
