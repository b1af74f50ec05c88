/**
 * The driver of many machines: one workflow for each run. This side keeps what must reach Temporal in the
 * store until it has; the workflows live on workers, in this process or in others.
 */
import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { readRun, tellRuns } from '../../store/index.ts';
import { type Carrier, recoverAbandoned, recoverAtStart } from '../carry/index.ts';
import type { Driver } from '../driver.ts';
import { claimNamespace } from './claim-namespace.ts';
import { connectClient } from './connection.ts';
import { type QueueName, searchAttributes } from './contract.ts';
import { createDataConverter } from './data-converter.ts';
import { planFrom } from './plan-from.ts';
import { prepareNamespace } from './prepare-namespace.ts';
import { createRelay, type RelayStatus } from './relay.ts';
import type { ServedClock } from './served-clock.ts';
import type { TemporalPlace } from './settings.ts';
import { startWorkers, type Workers } from './start-workers.ts';
import { TemporalError } from './temporal-error.ts';

export interface TemporalOptions {
  readonly carrier: Carrier;
  readonly clock: ServedClock;
  readonly place: TemporalPlace;
  readonly journalPath: string;
  /** True where no other process can be sending. */
  readonly alone: boolean;
  /** Queues served by this process; none where workers are processes of their own. */
  readonly queues: readonly QueueName[];
  readonly rates: Readonly<Partial<Record<QueueName, number>>>;
  readonly heads: () => Promise<readonly string[]>;
  readonly only: ReadonlySet<string> | null;
  /** False in a process that only works: others bring invoices to their flow. */
  readonly relays: boolean;
  readonly onRest?: () => Promise<void> | void;
  /** Made at the start where it is absent; that takes some seconds. */
  readonly bundle?: WorkflowBundleOption;
}

export interface TemporalDriver extends Driver {
  status(): Promise<RelayStatus>;
}

/** Workflows begun a second: a first import of many thousands must not keep the server from its timers. */
const pace = 100;
const recoveryEvery = 60_000;

export function createTemporal(options: TemporalOptions): TemporalDriver {
  const { carrier, place, journalPath } = options;
  const { store, clock } = carrier;
  let client: Client | null = null;
  let workers: Workers | null = null;
  let keeping: NodeJS.Timeout | undefined;

  async function connect(): Promise<Client> {
    if (client !== null) return client;
    const dataConverter = createDataConverter({ planOf: planFrom(carrier), encryption: place.encryption });
    const made = await connectClient(place, { dataConverter });
    try {
      const { namespace } = place;
      await prepareNamespace(made.connection, { namespace, searchAttributes });
      await claimNamespace(made.connection, namespace, store);
    } catch (error) {
      await made.connection.close();
      throw error;
    }
    client = made;
    return made;
  }

  const relay = createRelay({
    ...{ carrier, connect, taskQueuePrefix: place.taskQueuePrefix, pace },
    ...{ heads: options.heads, only: options.only },
    ...(options.onRest === undefined ? {} : { onRest: options.onRest }),
  });

  return {
    async start() {
      await recoverAtStart(carrier, options);
      // A server that is away is waited for; one that says no must be heard by whoever starts this.
      await connect().catch((error: unknown) => {
        if (!isAway(error)) throw error;
        carrier.report({
          code: 'temporal-away',
          message: error instanceof Error ? error.message : String(error),
        });
      });
      if (options.queues.length > 0) workers = startWorkers(options);
      if (options.relays) relay.start();
      keeping = setInterval(() => {
        recoverAbandoned(carrier, journalPath).catch(() => {});
        store.maintain().catch(() => {});
      }, recoveryEvery);
    },
    async tell(run, eventId, event) {
      await tellRuns(store.db, [{ run_id: run, event_id: eventId, event }], clock.now());
      relay.nudge();
    },
    read: (run) => readRun(store.db, run),
    nudge: relay.nudge,
    status: relay.status,
    async stop() {
      clearInterval(keeping);
      carrier.sameServer.end();
      await relay.stop();
      await workers?.stop();
      await client?.connection.close();
    },
  };
}

function isAway(error: unknown): boolean {
  return error instanceof TemporalError ? error.code === 'temporal-unreachable' : isGrpcServiceError(error);
}
