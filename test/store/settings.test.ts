import { expect, it } from 'vitest';
import { installationOf, keepSetting, readSetting } from '../../store/index.ts';
import { describeStores } from './stores.ts';

const act = { at: 1, actor: 'palier' };

describeStores('a setting that is made once', (store) => {
  it('is the same for all who make it at the same time', async () => {
    const { db } = store();

    const got = await Promise.all(['a', 'b', 'c'].map((made) => keepSetting(db, 'installation', made, act)));

    const kept = await readSetting(db, 'installation');
    expect(got).toEqual([kept, kept, kept]);
  });

  it('an installation has one id, whoever asks for it', async () => {
    const { db } = store();
    const [first, ...others] = await Promise.all([
      installationOf(db),
      installationOf(db),
      installationOf(db),
    ]);

    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(others).toEqual([first, first]);
    expect(await installationOf(db)).toBe(first);
  });
});
