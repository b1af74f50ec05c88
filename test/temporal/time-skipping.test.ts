import { Worker } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { startTimeSkipping } from './servers.ts';
import { sleepFor } from './workflows/wait.ts';

it('a workflow that sleeps ten days ends in seconds, on a clock that began when the test says', async () => {
  const server = await startTimeSkipping({ initialTime: '2026-03-30T08:00:00Z' });
  try {
    const worker = await Worker.create({
      connection: server.nativeConnection,
      taskQueue: 'test',
      workflowsPath: new URL('workflows/wait.ts', import.meta.url).pathname,
    });

    const [from, to] = await worker.runUntil(
      server.client.workflow.execute(sleepFor, {
        args: ['10 days'],
        taskQueue: 'test',
        workflowId: 'sleeper',
      }),
    );

    expect([from.slice(0, 16), to.slice(0, 16)]).toEqual(['2026-03-30T08:00', '2026-04-09T08:00']);
  } finally {
    await server.teardown();
  }
});
