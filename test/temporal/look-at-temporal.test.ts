import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../workers/telemetry/index.ts';
import { queueNames, searchAttributes } from '../../workers/temporal/contract.ts';
import { installRuntime } from '../../workers/temporal/install-runtime.ts';
import { lookAtTemporal } from '../../workers/temporal/look-at-temporal.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import { startLocal } from './servers.ts';

let server: TestWorkflowEnvironment;

beforeAll(async () => {
  installRuntime(silentLog);
  server = await startLocal({ namespace: 'palier', searchAttributes });
});

afterAll(() => server.teardown());

const placeOf = (namespace: string, taskQueuePrefix: string): TemporalPlace => ({
  ...{ address: server.address, namespace, taskQueuePrefix },
  ...{ tls: null, apiKey: null, encryption: null, deployment: null },
});

const begin = (workflowId: string, prefix: string, workflowType = 'waitForOpen') =>
  server.client.workflow.start(workflowType, {
    ...{ workflowId, taskQueue: `${prefix}-flows`, args: [] },
    // A task that failed is tried again after it.
    workflowTaskTimeout: '1 second',
  });

const workerOn = (prefix: string) =>
  Worker.create({
    ...{ connection: server.nativeConnection, namespace: 'palier', taskQueue: `${prefix}-flows` },
    workflowsPath: join(import.meta.dirname, 'workflows/wait.ts'),
  });

describe('a look at a server', () => {
  it('finds that the namespace is not there', async () => {
    const view = await lookAtTemporal(placeOf('nowhere', 'a'), []);

    expect(view).toMatchObject({ hasNamespace: false, stuck: [] });
  });

  it('finds search attributes that are not there', async () => {
    const view = await lookAtTemporal(placeOf('temporal-system', 'a'), []);

    expect(view.missingAttributes).toEqual(Object.keys(searchAttributes));
  });

  it('counts who works for each queue', async () => {
    const worker = await workerOn('a');

    const view = await worker.runUntil(async () => {
      await (await begin('begun', 'a')).describe();
      return polled('a');
    });

    expect(view.missingAttributes).toEqual([]);
    expect([...view.pollers]).toEqual(queueNames.map((queue) => [queue, queue === 'flows' ? 1 : 0]));
  });
});

describe('a run that does not go on', () => {
  it('nobody has taken up: said so', async () => {
    await begin('left', 'b');

    const { stuck } = await lookAtTemporal(placeOf('palier', 'b'), ['left']);

    expect(stuck).toEqual([{ run: 'left', why: 'not-taken-up', attempt: 1, said: '' }]);
  });

  it('Temporal does not know, or has ended: said so', async () => {
    const handle = await begin('ended', 'c');
    await handle.terminate();

    const { stuck } = await lookAtTemporal(placeOf('palier', 'c'), ['unknown', 'ended']);

    expect(stuck).toEqual([
      { run: 'unknown', why: 'no-workflow', attempt: 0, said: '' },
      { run: 'ended', why: 'no-workflow', attempt: 0, said: 'TERMINATED' },
    ]);
  });

  it('whose code fails again and again: said with its reason', async () => {
    const worker = await workerOn('d');
    await begin('failing', 'd', 'noSuchWorkflow');

    const found = await worker.runUntil(async () => {
      for (;;) {
        const { stuck } = await lookAtTemporal(placeOf('palier', 'd'), ['failing']);
        if (stuck[0]?.why === 'workflow-failing') return stuck;
      }
    });

    expect(found).toEqual([
      {
        ...{ run: 'failing', why: 'workflow-failing', attempt: expect.any(Number) },
        said: expect.stringMatching(/no such function is exported/),
      },
    ]);
  });
});

/** A worker's first question reaches the server a moment after it says that it runs. */
async function polled(prefix: string) {
  for (;;) {
    const view = await lookAtTemporal(placeOf('palier', prefix), []);
    if (view.pollers.get('flows') !== 0) return view;
  }
}
