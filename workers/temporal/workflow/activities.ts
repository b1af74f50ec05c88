import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { Perform, PerformOutcome, Problem, StepKind } from '../../../schemas/index.ts';
import type { RequestInput } from '../../carry/carry-run.ts';
import { type ChannelActivities, type FlowActivities, queueOf, taskQueueOf } from '../contract.ts';
import { readable } from '../unreadable.ts';

/**
 * Local, because a turn's answers are one short transaction: one marker in the history where an activity
 * takes six events. A store that is away is waited for.
 */
export const flowActivities = proxyLocalActivities<FlowActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '1 minute' },
});

/** Long enough for the mailroom to find out about a sender that died. */
const sendingAtMost = '20 minutes';
/**
 * By its silence a dead worker is noticed, and a task that was lost on its way to one. Short, because a
 * false alarm does no harm: who asks again for a request that is in hand elsewhere waits for its outcome.
 */
const silence = '10 seconds';

/** Performs on the channel's own queue; a fault of our own becomes the outcome `failed`. */
export function performOn(kind: StepKind, perform: Perform, input: RequestInput): Promise<PerformOutcome> {
  const activities = proxyActivities<ChannelActivities>({
    taskQueue: taskQueueOf(prefixOf(workflowInfo().taskQueue), queueOf(kind)),
    startToCloseTimeout: sendingAtMost,
    heartbeatTimeout: silence,
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
    summary: `${kind} ${perform.step}`,
  });
  const failed = (error: unknown): PerformOutcome => ({ fate: 'failed', problem: problemOf(error) });
  return activities.perform(input).then(readable<PerformOutcome>, failed);
}

/** The first part of the queues' names, from that of the flows. */
function prefixOf(taskQueue: string): string {
  return taskQueue.replace(/-flows$/, '');
}

/** What an activity that gave up says, as a Problem that holds the run for a person. */
export function problemOf(error: unknown): Problem {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const code = cause instanceof ApplicationFailure && cause.type != null ? cause.type : 'poisoned';
  return { code, message: cause instanceof Error ? cause.message : String(cause) };
}
