import { sleep } from '@temporalio/workflow';

/** The least that a durable workflow can do: one sleep. */
export async function empty(milliseconds: number): Promise<void> {
  await sleep(milliseconds);
}
