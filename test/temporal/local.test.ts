import { defineSearchAttributeKey } from '@temporalio/common';
import { expect, it } from 'vitest';
import { startLocal } from './servers.ts';
import { waitForOpen } from './workflows/wait.ts';

it('the whole server knows the search attributes that a test names', async () => {
  const flow = defineSearchAttributeKey('PalierFlow', 'KEYWORD');
  const server = await startLocal({ searchAttributes: { PalierFlow: 'Keyword' } });
  try {
    const run = await server.client.workflow.start(waitForOpen, {
      taskQueue: 'test',
      workflowId: 'marked',
      typedSearchAttributes: [{ key: flow, value: 'cinq-etapes' }],
    });

    const { typedSearchAttributes } = await run.describe();

    expect(typedSearchAttributes.get(flow)).toBe('cinq-etapes');
  } finally {
    await server.teardown();
  }
});
