/** Looks at a server without touching anything: for a person who asks what is wrong. */
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { connectClient } from './connection.ts';
import { type QueueName, queueNames, searchAttributes, taskQueueOf } from './contract.ts';
import { hasNamespace, missingAttributes } from './prepare-namespace.ts';
import type { TemporalPlace } from './settings.ts';
import { lookAtRun, type StuckRun } from './stuck-run.ts';
import { temporalFault } from './temporal-fault.ts';

export interface TemporalView {
  readonly serverVersion: string;
  readonly hasNamespace: boolean;
  /** Empty where there is no namespace. */
  readonly missingAttributes: readonly string[];
  /** How many workers poll each queue; empty where there is no namespace. */
  readonly pollers: ReadonlyMap<QueueName, number>;
  /** Those of the runs that were asked about that cannot go on, and why. */
  readonly stuck: readonly StuckRun[];
}

const patience = 10_000;
/** A worker that lives asks at least once a minute. */
const alive = 90_000;

/**
 * @param runs Ids of runs that should have moved on.
 * @throws TemporalError `temporal-unreachable`, `temporal-refused`, `temporal-failed`.
 */
export async function lookAtTemporal(place: TemporalPlace, runs: readonly string[]): Promise<TemporalView> {
  const client = await connectClient(place);
  try {
    return await client.withDeadline(Date.now() + patience, () => look(client, place, runs));
  } catch (error) {
    throw temporalFault(error, { address: place.address, namespace: place.namespace });
  } finally {
    await client.connection.close();
  }
}

async function look(client: Client, place: TemporalPlace, runs: readonly string[]): Promise<TemporalView> {
  const { connection, workflowService } = client;
  const { namespace, taskQueuePrefix } = place;
  const { serverVersion } = await workflowService.getSystemInfo({});
  if (!(await hasNamespace(connection, namespace))) {
    return { serverVersion, hasNamespace: false, missingAttributes: [], pollers: new Map(), stuck: [] };
  }
  const pollers = new Map<QueueName, number>();
  for (const queue of queueNames) {
    const name = taskQueueOf(taskQueuePrefix, queue);
    pollers.set(queue, await countPollers(client, name, queue === 'flows'));
  }
  const looked = [];
  for (const run of runs) looked.push(await lookAtRun(client, run));
  return {
    ...{ serverVersion, hasNamespace: true, pollers },
    missingAttributes: await missingAttributes(connection, { namespace, searchAttributes }),
    stuck: looked.filter((one) => one !== null),
  };
}

const { TaskQueueType } = proto.temporal.api.enums.v1;

async function countPollers(client: Client, name: string, isFlows: boolean): Promise<number> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name },
    taskQueueType: isFlows ? TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW : TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  });
  const since = Date.now() - alive;
  return pollers.filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > since).length;
}
