import type { Client } from '@temporalio/client';
import { describeRun } from './describe-run.ts';

export type StuckWhy =
  /** The server has no open workflow of that name. */
  | 'no-workflow'
  /** Its code fails, again and again, at the same place. */
  | 'workflow-failing'
  /** What it asked a worker to do fails. */
  | 'activity-failing'
  /** Its worker has not taken it up. */
  | 'not-taken-up';

export interface StuckRun {
  readonly run: string;
  readonly why: StuckWhy;
  /** How often it was tried. */
  readonly attempt: number;
  /** What the last try said; empty where nothing is known. */
  readonly said: string;
}

/** A few tries are the weather: a deployment, a database that restarts. */
const tries = 3;

/** Why a run does not go on; null where nothing keeps it. */
export async function lookAtRun(client: Client, run: string): Promise<StuckRun | null> {
  const described = await describeRun(client, run);
  if (described === null || described.status.name !== 'RUNNING') {
    return { run, why: 'no-workflow', attempt: 0, said: described?.status.name ?? '' };
  }
  const { pendingWorkflowTask, pendingActivities } = described.raw;
  const attempt = pendingWorkflowTask?.attempt ?? 0;
  if (attempt > tries) {
    return { run, why: 'workflow-failing', attempt, said: await lastTaskFailure(client, run) };
  }
  const failing = (pendingActivities ?? []).find((one) => (one.attempt ?? 0) > tries);
  if (failing !== undefined) {
    const said = failing.lastFailure?.message ?? '';
    return { run, why: 'activity-failing', attempt: failing.attempt ?? 0, said };
  }
  const isWaiting = pendingWorkflowTask != null && pendingWorkflowTask.startedTime == null;
  return isWaiting ? { run, why: 'not-taken-up', attempt, said: '' } : null;
}

/** The newest events are enough: a failing task leaves its reason right at the end. */
async function lastTaskFailure(client: Client, run: string): Promise<string> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId: run },
    maximumPageSize: 20,
  });
  const failed = history?.events?.find(({ workflowTaskFailedEventAttributes: one }) => one != null);
  return failed?.workflowTaskFailedEventAttributes?.failure?.message ?? '';
}
