/**
 * Workers of one process: one for each queue that it serves. A worker that fails is made anew; a server
 * that is away is waited for.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  type NativeConnection,
  Worker,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { Carrier } from '../carry/index.ts';
import { createChannelActivities, createFlowActivities } from './activities.ts';
import { workflowBundle } from './bundle.ts';
import { connectWorker } from './connection.ts';
import { type QueueName, taskQueueOf } from './contract.ts';
import { createDataConverter } from './data-converter.ts';
import { planFrom } from './plan-from.ts';
import type { ServedClock } from './served-clock.ts';
import type { TemporalPlace } from './settings.ts';
import { takeOver } from './take-over.ts';

export interface WorkersOptions {
  readonly carrier: Carrier;
  readonly clock: ServedClock;
  readonly place: TemporalPlace;
  readonly queues: readonly QueueName[];
  /** Performances a second, over all workers of all processes, by queue. */
  readonly rates: Readonly<Partial<Record<QueueName, number>>>;
  /** Made here where it is absent; that takes some seconds. */
  readonly bundle?: WorkflowBundleOption;
}

export interface Workers {
  /** Takes no more work, and resolves when what is in hand is done. */
  stop(): Promise<void>;
}

/** Requests in hand at once: most of them wait for other runs of their customer. */
const performsAtOnce = 200;
/** Seconds that requests of one process may wait in line; an attempt lasts twenty minutes at most. */
const longestLine = 120;
/** Runs kept in memory; others are read back from their history when they wake. */
const cachedRuns = 1_000;
/** How long a provider's answer is waited for at the end. */
const grace = '45 seconds';
const firstPause = 1_000;
const longestPause = 30_000;

/** Begins to serve, and does not wait for it: neither for the bundle nor for a server that is away. */
export function startWorkers(options: WorkersOptions): Workers {
  const { carrier, queues } = options;
  let bundle = options.bundle ?? null;
  const ending = new AbortController();

  async function serve(connection: NativeConnection): Promise<void> {
    if (queues.includes('flows')) bundle ??= await workflowBundle();
    if (ending.signal.aborted) return;
    const workers = await Promise.all(
      queues.map((queue) => Worker.create(optionsOf(options, { queue, connection, bundle }))),
    );
    const stop = () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    };
    const left = new AbortController();
    const takingOver = becomeCurrent(options, connection, AbortSignal.any([left.signal, ending.signal]));
    ending.signal.addEventListener('abort', stop, { once: true });
    try {
      const all = workers.map((worker) => worker.run());
      if (ending.signal.aborted) stop();
      await Promise.all(all).catch(async (error: unknown) => {
        stop();
        await Promise.allSettled(all);
        throw error;
      });
    } finally {
      ending.signal.removeEventListener('abort', stop);
      left.abort();
      await takingOver;
    }
  }

  async function keepServing(): Promise<void> {
    for (let pause = firstPause; !ending.signal.aborted; pause = Math.min(longestPause, pause * 2)) {
      let connection: NativeConnection | null = null;
      try {
        connection = await connectWorker(options.place);
        await serve(connection);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        carrier.report({ code: 'temporal-worker-failed', message, error });
        await delay(pause, undefined, { signal: ending.signal }).catch(() => {});
      } finally {
        await connection?.close().catch(() => {});
      }
    }
  }

  const serving = keepServing();
  return {
    async stop() {
      ending.abort();
      await serving;
    },
  };
}

/** A fault here stops no work: the build is then made current by hand. */
async function becomeCurrent(
  { carrier, place: { namespace, deployment } }: WorkersOptions,
  connection: NativeConnection,
  signal: AbortSignal,
): Promise<void> {
  if (deployment === null) return;
  try {
    const standing = await takeOver(connection, namespace, deployment, signal);
    const message = `build ${deployment.buildId} is older than another of deployment ${deployment.name}: it gets no new work`;
    if (standing === 'older') carrier.report({ code: 'temporal-build-older', message });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    carrier.report({ code: 'temporal-build-not-current', message, error });
  }
}

interface Making {
  readonly queue: QueueName;
  readonly connection: NativeConnection;
  readonly bundle: WorkflowBundleOption | null;
}

function optionsOf(
  { carrier, clock, place, rates }: WorkersOptions,
  { queue, connection, bundle }: Making,
): WorkerOptions {
  const perSecond = rates[queue] ?? null;
  const common: WorkerOptions = {
    ...{ connection, namespace: place.namespace, shutdownGraceTime: grace },
    taskQueue: taskQueueOf(place.taskQueuePrefix, queue),
    dataConverter: createDataConverter({ planOf: planFrom(carrier), encryption: place.encryption }),
    ...versioning(place),
  };
  if (queue === 'flows' && bundle !== null) {
    return {
      ...common,
      workflowBundle: bundle,
      activities: createFlowActivities(carrier, clock),
      enableNonLocalActivities: false,
      maxCachedWorkflows: cachedRuns,
    };
  }
  return {
    ...common,
    activities: createChannelActivities(carrier, clock, perSecond),
    maxConcurrentActivityTaskExecutions: atOnce(perSecond),
  };
}

/**
 * How many wait for their place in the channel's line at once: what would take longer stays in its queue.
 * Temporal's own limit is not used: after a pause it lets a burst through, and each partition has its own.
 */
function atOnce(perSecond: number | null): number {
  if (perSecond === null) return performsAtOnce;
  return Math.max(1, Math.min(performsAtOnce, Math.floor(perSecond * longestLine)));
}

/** Runs move to the newest build by themselves: a change that a replay would notice goes behind `patched`. */
function versioning({ deployment }: TemporalPlace): Partial<WorkerOptions> {
  if (deployment === null) return {};
  const { name: deploymentName, buildId } = deployment;
  return {
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName, buildId },
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}
