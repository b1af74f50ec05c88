import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { Worker, type WorkerOptions, type WorkflowBundle } from '@temporalio/worker';
import type { Plan } from '../../schemas/index.ts';
import { silentLog } from '../../workers/telemetry/index.ts';
import { connectClient, connectWorker } from '../../workers/temporal/connection.ts';
import { createDataConverter } from '../../workers/temporal/data-converter.ts';
import { installRuntime } from '../../workers/temporal/install-runtime.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';

/** One worker with its client. */
export interface Stand {
  readonly client: Client;
  readonly taskQueue: string;
  /** Workflows that the worker has in memory. */
  readonly cached: () => number;
  /** Resolves when so many workflows are in memory and none of them has anything to do. */
  rest(cached: number): Promise<void>;
  stop(): Promise<void>;
}

export interface StandOptions {
  readonly place: TemporalPlace;
  readonly plan: Plan;
  readonly bundle: WorkflowBundle;
  readonly activities: object;
  readonly queue: string;
  readonly options?: Partial<WorkerOptions>;
}

/** More than any bench keeps in memory, so that none is read back from its history. */
const roomy = 50_000;
const patience = 120_000;

export async function openStand(options: StandOptions): Promise<Stand> {
  installRuntime(silentLog);
  const { place, plan, bundle, activities } = options;
  const taskQueue = `${place.taskQueuePrefix}-${options.queue}`;
  const dataConverter = createDataConverter({ planOf: async () => plan, encryption: null });
  const client = await connectClient(place, { dataConverter });
  const connection = await connectWorker(place);
  const worker = await Worker.create({
    ...{ connection, namespace: place.namespace, taskQueue, dataConverter, activities },
    ...{ workflowBundle: bundle, maxCachedWorkflows: roomy },
    ...options.options,
  });
  const running = worker.run();
  const cached = () => worker.getStatus().numCachedWorkflows;
  return {
    ...{ client, taskQueue, cached },
    async rest(wanted) {
      const end = Date.now() + patience;
      for (;;) {
        const { numCachedWorkflows, numInFlightWorkflowActivations, numInFlightLocalActivities } =
          worker.getStatus();
        const busy = numInFlightWorkflowActivations + (numInFlightLocalActivities ?? 0);
        if (numCachedWorkflows >= wanted && busy === 0) return;
        if (Date.now() > end) throw new Error(`${numCachedWorkflows} of ${wanted} workflows are at rest`);
        await delay(1);
      }
    },
    async stop() {
      worker.shutdown();
      await running;
      await client.connection.close();
      await connection.close();
    },
  };
}
