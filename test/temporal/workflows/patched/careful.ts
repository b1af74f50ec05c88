import { patched, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { Reminding } from './reminding.ts';

const { remind } = proxyLocalActivities<Reminding>({ startToCloseTimeout: '5 seconds' });

/** A second reminder, for runs that have not passed this place yet. */
export async function escalate(): Promise<void> {
  await remind('first');
  if (patched('second-reminder')) await remind('second');
  await sleep('30 days');
}
