import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMemoryStore, type Store } from '../../store/index.ts';
import { wallClock } from '../../workers/clock.ts';
import { bundleWorkflows } from '../../workers/temporal/bundle.ts';
import { queueNames, searchAttributes } from '../../workers/temporal/contract.ts';
import { createServedClock } from '../../workers/temporal/index.ts';
import { startWorkers, type Workers } from '../../workers/temporal/start-workers.ts';
import { exampleRelease, exampleScripts } from '../conformance/examples.ts';
import { setStage } from '../conformance/stage.ts';
import { placeOf } from '../conformance/temporal.ts';
import { startLocal } from './servers.ts';

let env: TestWorkflowEnvironment;
let store: Store;
let bundle: WorkflowBundleOption;

beforeAll(async () => {
  env = await startLocal({ searchAttributes });
  store = await openMemoryStore();
  bundle = await bundleWorkflows();
}, 120_000);
afterAll(async () => {
  await env?.teardown();
  await store?.close();
});

it('the build that came last is the current one, and an older one takes nothing back', async () => {
  const first = await build('one');
  await expect.poll(currentBuild, { timeout: 30_000 }).toBe('one');

  const second = await build('two');
  await expect.poll(currentBuild, { timeout: 30_000 }).toBe('two');
  await first.workers.stop();
  const again = await build('one');
  await expect.poll(() => again.faults.length, { timeout: 30_000 }).toBe(1);

  expect(again.faults[0]).toContain('temporal-build-older');
  expect(await currentBuild()).toBe('two');
  await again.workers.stop();
  await second.workers.stop();
}, 120_000);

async function build(buildId: string): Promise<{ workers: Workers; faults: readonly string[] }> {
  const [example] = exampleScripts();
  if (example === undefined) throw new Error('there are examples');
  const clock = createServedClock(wallClock);
  const { carrier, faults } = await setStage({
    ...{ store, script: example.script, release: exampleRelease(example.flow), engine: 'temporal' },
    clockOf: () => clock,
  });
  const place = { ...placeOf(env), deployment: { name: 'palier', buildId } };
  const workers = startWorkers({ carrier, clock, place, queues: queueNames, rates: {}, bundle });
  return { workers, faults };
}

async function currentBuild(): Promise<string | undefined> {
  const { workerDeploymentInfo } = await env.connection.workflowService
    .describeWorkerDeployment({ namespace: env.namespace ?? 'default', deploymentName: 'palier' })
    .catch(() => ({ workerDeploymentInfo: null }));
  return workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? undefined;
}
