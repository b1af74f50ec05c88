import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAudit } from '../../../store/index.ts';
import { day, giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';
import { republish } from './republish.ts';

const flow = 'segments';
let test: TestHouse;

beforeEach(async () => {
  test = await openTestHouse();
});

afterEach(() => test.house.close());

interface Listed {
  readonly releases: readonly {
    readonly digest: string;
    readonly inForce: boolean;
    readonly runs: { readonly running: number };
  }[];
}

const list = async () => ((await test.ask('release-list', { flow })) as Listed).releases;

it('a list tells which release is in force and how many runs are on each', async () => {
  await giveInvoices(test, ['F1', 'F2']);
  await test.work();
  const old = (await list())[0]?.digest;
  await test.pass(day);
  const next = await republish(test, flow, (document) => ({ flow: { ...document, name: 'Autre' } }));

  const releases = await list();

  expect(releases.map(({ digest, inForce, runs }) => [digest, inForce, runs.running])).toEqual([
    [next, true, 0],
    [old, false, 2],
  ]);
});

it('a difference tells the flow, the policies, the segments and the texts', async () => {
  const old = (await list())[0]?.digest ?? '';
  const next = await republish(test, flow, (document, release) => ({
    flow: { ...document, name: 'Autre' },
    policies: { ...release.policies, floor: '75.00' },
    segments: release.segments.slice(1),
    messages: release.messages.map((text) =>
      text.path === 'messages/relance-2/en.email.md' ? { ...text, body: `${text.body}\nYours` } : text,
    ),
  }));

  const differences = await test.ask('release-diff', { before: old.slice(7, 17), after: next });

  expect(differences).toMatchObject({
    flow: [{ sentence: 'the flow “Quatre profils” is now called “Autre”' }],
    surroundings: [
      'the segment “grand-compte”: no more customer.tags contains grand-compte',
      'the floor goes from 0.00 to 75.00',
    ],
    texts: [{ message: 'relance-2', language: 'en', what: 'changed', lines: [{ sign: '+', text: 'Yours' }] }],
  });
});

it('the release in force does not differ from the folder that made it', async () => {
  expect(await test.ask('release-diff', { before: flow })).toMatchObject({
    ...{ flow: [], surroundings: [], texts: [] },
    after: { isFolder: true },
  });
});

it('an earlier release is put in force again, with its reason in the trail; runs keep theirs', async () => {
  const old = (await list())[0]?.digest ?? '';
  await republish(test, flow, (document) => ({ flow: { ...document, name: 'Autre' } }));
  await giveInvoices(test, ['F1']);
  await test.work();

  const restored = await test.ask('release-restore', { release: old.slice(7, 15), reason: 'too harsh' });
  const again = await test.ask('release-restore', { release: old });

  expect([restored, again]).toMatchObject([{ restored: true }, { restored: false }]);
  expect((await list()).map(({ digest, inForce, runs }) => [digest === old, inForce, runs.running])).toEqual(
    expect.arrayContaining([
      [true, true, 0],
      [false, false, 1],
    ]),
  );
  const [audit] = await readAudit(test.house.store.db, { object: `flow ${flow}` });
  expect(audit).toMatchObject({ what: 'restored', why: 'too harsh', who: 'nadia@ateliers.example' });
});

it('what is shown of a release is what was frozen', async () => {
  const shown = await test.ask('release-show', { release: flow });

  expect(shown).toMatchObject({ flow, inForce: true, name: 'Quatre profils', comment: null });
  expect(shown).toHaveProperty('document.messages');
});

it.each([
  ['sha256:', 'not-found'],
  ['nowhere', 'not-found'],
  ['', 'not-acceptable'],
  ["'; drop table release; --", 'not-found'],
])('a name like %j finds no release', async (release, code) => {
  expect((await test.refused('release-show', { release })).code).toBe(code);
});

it('digits with which several releases begin are refused, with their names', async () => {
  for (let number = 0; number < 20; number += 1) {
    await republish(test, flow, (document) => ({ flow: { ...document, name: `Essai ${number}` } }));
  }
  const digits = (await list()).map(({ digest }) => digest.charAt(7));
  const often = digits.find((one, index) => digits.indexOf(one) !== index) ?? '';

  const refusal = await test.refused('release-show', { release: often });

  expect(refusal.code).toBe('ambiguous');
  expect(refusal.words.en).toContain(`several releases begin with "${often}"`);
});
