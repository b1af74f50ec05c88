import { proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { Reminding } from './reminding.ts';

const { remind } = proxyLocalActivities<Reminding>({ startToCloseTimeout: '5 seconds' });

/** A second reminder, for everybody: a run under way never asked for it. */
export async function escalate(): Promise<void> {
  await remind('first');
  await remind('second');
  await sleep('30 days');
}
