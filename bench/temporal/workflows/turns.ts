import { proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { FlowActivities } from '../../../workers/temporal/contract.ts';

type Input = Parameters<FlowActivities['carry']>[0];

const settings = { startToCloseTimeout: '30 seconds' } as const;
const local = proxyLocalActivities<FlowActivities>(settings);
const regular = proxyActivities<FlowActivities>(settings);

/** Turns of a run as ours are, each after a timer, carried in one way or the other. */
export async function turns(way: 'local' | 'regular', count: number, input: Input): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await sleep(10);
    await (way === 'local' ? local : regular).carry(input);
  }
}
