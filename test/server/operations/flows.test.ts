import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTemporalSettings } from '../../../server/environment/temporal-settings.ts';
import { exampleWorkspace } from '../../../server/workspace/index.ts';
import { openMemoryStore } from '../../../store/index.ts';
import { giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;
let folder: string;

beforeEach(async () => {
  test = await openTestHouse();
  folder = await mkdtemp(join(tmpdir(), 'palier-workspace-'));
  await cp(await exampleWorkspace(), folder, { recursive: true });
  Object.assign(test.house, { folder });
});

afterEach(() => test.house.close());

async function edit(from: string, to: string): Promise<void> {
  const path = join(folder, 'flows', 'independant.flow.json');
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${from} is not in the flow`);
  await writeFile(path, text.replace(from, to));
}

describe('publish', () => {
  it('shows what has changed, publishes it, and then nothing is left', async () => {
    await edit('"name": "Indépendant"', '"name": "Seul"');

    const waiting = await test.ask('publish', {});
    const done = await test.ask('publish', { flow: 'independant' });
    const after = await test.ask('publish', {});

    expect(waiting).toMatchObject({ asked: false, flows: [{ flow: 'independant' }] });
    expect(done).toMatchObject({ flows: [{ what: 'published', digest: expect.stringMatching(/^sha256:/) }] });
    expect(after).toMatchObject({ flows: [] });
  });

  it('a flow with errors is refused, the others are published', async () => {
    await edit('"kind": "wait"', '"kind": "wiat"');

    const { flows } = (await test.ask('publish', { all: true })) as {
      flows: { flow: string; what: string; problems: unknown[] }[];
    };

    expect(flows.filter(({ what }) => what === 'refused')).toMatchObject([{ flow: 'independant' }]);
    expect(flows.find(({ flow }) => flow === 'independant')?.problems).not.toEqual([]);
    expect(flows.filter(({ what }) => what === 'unchanged')).toHaveLength(10);
  });

  it('an unknown flow is refused with the closest name', async () => {
    expect(await test.refused('publish', { flow: 'independent' })).toMatchObject({
      code: 'not-found',
      words: { en: expect.stringContaining('"independant"') },
    });
  });
});

describe('runs', () => {
  it('counts by flow and step, and lists what is asked for', async () => {
    await giveInvoices(test, ['F1', 'F2'], { dueOn: '2026-03-20' });
    await test.work();
    await test.ask('pause', { invoice: 'F1' });
    await test.work();

    const all = await test.ask('runs', {});
    const held = await test.ask('runs', { held: true });

    expect(all).toMatchObject({ steps: [{ flow: 'segments', runs: 2, held: 1, open: 240_000 }], runs: [] });
    expect(held).toMatchObject({ runs: [{ number: 'F1' }] });
  });
});

describe('doctor', () => {
  const stateOf = (answer: unknown, name: string) =>
    (answer as { checks: { name: string; state: string }[] }).checks.find((one) => one.name === name)?.state;

  it('finds old data, changed files, and a house where nothing runs', async () => {
    const fresh = await test.ask('doctor', {});
    await giveInvoices(test, ['F1']);
    await edit('"name": "Indépendant"', '"name": "Seul"');
    await test.pass(40 * 86_400_000);

    const old = await test.ask('doctor', {});

    expect(stateOf(fresh, 'data')).toBe('warn');
    expect(stateOf(fresh, 'flows')).toBe('ok');
    expect(stateOf(old, 'data')).toBe('bad');
    expect(stateOf(old, 'flows')).toBe('warn');
    expect(stateOf(old, 'engine')).toBe('warn');
    expect(stateOf(old, 'store')).toBe('ok');
  });

  it('says that the mail server does not answer, and that the store did not', async () => {
    Object.assign(test.house, {
      settings: { ...test.house.settings, smtp: { host: '127.0.0.1', port: 1, secure: false } },
    });
    test.house.faults.report({ code: 'store-failed', message: 'connection terminated' });

    const answer = await test.ask('doctor', {});

    expect(stateOf(answer, 'mail')).toBe('bad');
    expect(stateOf(answer, 'store')).toBe('warn');
    expect(await test.house.notices()).toContainEqual({
      kind: 'fault',
      words: {
        fr: expect.stringContaining('connection terminated'),
        en: expect.stringContaining('connection terminated'),
      },
    });
  });

  it('says nothing of Temporal where the engine is embedded', async () => {
    expect(stateOf(await test.ask('doctor', {}), 'temporal')).toBeUndefined();
  });

  it('says that no Temporal server is known, and what waits for one', async () => {
    Object.assign(test.house, {
      settings: { ...test.house.settings, temporal: readTemporalSettings({}), engine: 'temporal' },
    });

    const answer = await test.ask('doctor', {});

    expect(stateOf(answer, 'temporal')).toBe('bad');
    expect(stateOf(answer, 'relay')).toBe('ok');
  });

  async function loseStore(): Promise<void> {
    const store = await openMemoryStore();
    await store.close();
    Object.assign(test.house, { store });
  }

  it('goes on looking where the Temporal server is away, and where the store is gone too', async () => {
    const temporal = readTemporalSettings({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
    Object.assign(test.house, {
      settings: { ...test.house.settings, temporal, engine: 'temporal' },
      temporal: { place: { ...temporal, address: '127.0.0.1:1' }, page: null },
    });

    const away = await test.ask('doctor', {});
    await loseStore();
    const gone = await test.ask('doctor', {});

    expect(away).toMatchObject({
      checks: expect.arrayContaining([
        {
          ...{ name: 'temporal', state: 'bad' },
          detail: expect.objectContaining({
            en: 'Temporal does not answer (TEMPORAL_ADDRESS, 127.0.0.1:1): ECONNREFUSED',
          }),
        },
      ]),
    });
    expect(stateOf(away, 'disk')).toBe('ok');
    expect(stateOf(gone, 'temporal')).toBe('bad');
    expect(stateOf(gone, 'disk')).toBe('ok');
  });

  it('goes on looking where the store is gone', async () => {
    await loseStore();

    const answer = await test.ask('doctor', {});

    expect(stateOf(answer, 'store')).toBe('bad');
    expect(stateOf(answer, 'mail')).toBe('ok');
    expect(stateOf(answer, 'disk')).toBe('ok');
  });
});
