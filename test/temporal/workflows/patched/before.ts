import { proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { Reminding } from './reminding.ts';

const { remind } = proxyLocalActivities<Reminding>({ startToCloseTimeout: '5 seconds' });

/** As it was released: one reminder. */
export async function escalate(): Promise<void> {
  await remind('first');
  await sleep('30 days');
}
