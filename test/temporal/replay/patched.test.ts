/** How a change of the workflow leaves runs under way alone: the example of workers/temporal/README.md. */
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTimeSkipping } from '../servers.ts';
import { quietly } from './histories.ts';

const versions = ['before', 'careless', 'careful'] as const;
type Version = (typeof versions)[number];
const pathOf = (version: Version) => new URL(`../workflows/patched/${version}.ts`, import.meta.url).pathname;

let env: TestWorkflowEnvironment;
let old: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  quietly();
  env = await startTimeSkipping();
  old = await run('before');
});
afterAll(() => env.teardown());

it('a run under way does not survive a reminder that it never asked for', async () => {
  const replaying = Worker.runReplayHistory({ workflowsPath: pathOf('careless') }, old.history, 'before');

  await expect(replaying).rejects.toThrow(/Nondeterminism/i);
});

it('behind patched it keeps to its course, and a new run takes the new one', async () => {
  const replaying = Worker.runReplayHistory({ workflowsPath: pathOf('careful') }, old.history, 'before');

  await expect(replaying).resolves.toBeUndefined();
  expect(old.reminders).toEqual(['first']);
  expect((await run('careful')).reminders).toEqual(['first', 'second']);
});

/** Runs a version from its beginning to its end. */
async function run(version: Version) {
  const reminders: string[] = [];
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: version,
    workflowsPath: pathOf(version),
    activities: {
      async remind(which: string) {
        reminders.push(which);
      },
    },
  });
  const client = new Client({ connection: env.connection });
  const history = await worker.runUntil(async () => {
    const handle = await client.workflow.start('escalate', { taskQueue: version, workflowId: version });
    await env.sleep('31 days');
    await handle.result();
    return handle.fetchHistory();
  });
  return { reminders, history };
}
