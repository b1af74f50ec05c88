/** `palier replay` on a run that was played on a server, encrypted. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Release } from '../../../schemas/index.ts';
import { openStore } from '../../../store/index.ts';
import { workflowBundle } from '../../../workers/temporal/bundle.ts';
import { searchAttributes } from '../../../workers/temporal/contract.ts';
import { bundleForReplay, readRecordings, replayRuns } from '../../../workers/temporal/replay/index.ts';
import { exampleRelease, exampleScripts } from '../../conformance/examples.ts';
import { withSegmentOf } from '../../conformance/simulated.ts';
import { playTemporal } from '../../conformance/temporal.ts';
import { english, palier } from '../../server/cli/run-palier.ts';
import { startTimeSkipping } from '../servers.ts';
import { quietly } from './histories.ts';

const key = randomBytes(32);
const data = mkdtempSync(join(tmpdir(), 'palier-replay-'));
const [played] = exampleScripts().filter(({ name }) => name === 'promesse-rompue');
const replaying = bundleForReplay();
let env: TestWorkflowEnvironment;
let release: Release;
let variables: Readonly<Record<string, string>>;

beforeAll(async () => {
  quietly();
  if (played === undefined) throw new Error('the script is gone');
  const { flow, script } = played;
  env = await startTimeSkipping({ initialTime: '2025-01-01T00:00:00Z', searchAttributes });
  const store = await openStore({ dataDir: data });
  const encryption = { active: 'one', keys: new Map([['one', key]]) };
  release = withSegmentOf(script, exampleRelease(flow));
  const bundle = await workflowBundle();
  await playTemporal({ env, bundle, store, script, release, encryption }).finally(() => store.close());
  variables = {
    ...english,
    PALIER_ENGINE: 'temporal',
    TEMPORAL_ADDRESS: env.address,
    TEMPORAL_NAMESPACE: env.namespace ?? 'default',
    PALIER_ENCRYPTION_KEYS: `one:${key.toString('base64')}`,
  };
});
afterAll(() => env.teardown());

describe('palier replay', () => {
  it('says that a run replays, and writes it as the gate reads it, naming nobody', async () => {
    const out = mkdtempSync(join(tmpdir(), 'palier-replayed-'));

    const ran = await palier(['replay', '1-1', '--data', data, '--out', out], { env: variables });
    const { runs, planOf } = readRecordings(out);
    const replayed = await replayRuns(
      runs.map(({ run }) => run),
      { bundle: await replaying, planOf },
    );

    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' });
    expect(ran.out).toMatch(/^The run 1-1 \(.*, echelle-multicanal\) replays with this version: \d+ events/);
    expect(runs.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^echelle-multicanal\/run-[0-9a-f]{8}\/1-1\.history\.json$/),
    ]);
    expect(replayed.map(({ difference }) => difference)).toEqual([null]);
    expect(replayed[0]?.run.turns?.length).toBeGreaterThan(5);
    const text = runs.map(({ path }) => readFileSync(join(out, path), 'utf8')).join('');
    const { customer, invoices } = played?.script ?? { customer: null, invoices: [] };
    const named = [customer?.name, customer?.number, ...invoices.map(({ number }) => number)];
    expect(named.filter((name) => name !== undefined && text.includes(name))).toEqual([]);
    expect(customer?.contacts.filter(({ name }) => text.includes(name))).toEqual([]);
  });

  it('answers in JSON, and finds the run by its invoice', async () => {
    const number = played?.script.invoices[0]?.number ?? '';

    const ran = await palier(['replay', number, '--data', data, '--json'], { env: variables });

    expect(JSON.parse(ran.out)).toMatchObject({ run: '1-1', number, difference: null, files: [] });
  });

  it('names the key that is missing', async () => {
    const other = `two:${randomBytes(32).toString('base64')}`;

    const ran = await palier(['replay', '1-1', '--data', data], {
      env: { ...variables, PALIER_ENCRYPTION_KEYS: other },
    });

    expect({ code: ran.code, out: ran.out }).toEqual({ code: 3, out: '' });
    expect(ran.err).toContain('one');
  });

  it('says with the engine embedded what it is for', async () => {
    const ran = await palier(['replay', '1-1', '--data', data], { env: english });

    expect(ran.code).toBe(3);
    expect(ran.err.replaceAll(/\s+/g, ' ')).toContain('the engine embedded has none');
  });

  it('says at which event a run would stop, and writes it as a test that fails', async () => {
    const store = await openStore({ dataDir: data });
    const flow = {
      ...release.flow,
      steps: release.flow.steps.map((step) => (step.kind === 'email' ? { id: step.id, kind: 'end' } : step)),
    } as Release['flow'];
    await store.db
      .updateTable('release')
      .set({ content: JSON.stringify({ ...release, flow }) })
      .execute();
    await store.close();
    const out = mkdtempSync(join(tmpdir(), 'palier-replayed-'));

    const ran = await palier(['replay', '1-1', '--data', data, '--out', out], { env: variables });
    const { runs, planOf } = readRecordings(out);
    const replayed = await replayRuns(
      runs.map(({ run }) => run),
      { bundle: await replaying, planOf },
    );

    expect(ran.code).toBe(1);
    expect(ran.out.replaceAll(/\s+/g, ' ')).toMatch(/does not replay with this version, at event \d+: /);
    expect(replayed.map(({ difference }) => difference)).toEqual([
      expect.objectContaining({ event: expect.any(Number) }),
    ]);
  });
});
