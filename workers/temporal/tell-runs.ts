import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  WorkflowUpdateStage,
} from '@temporalio/client';
import type { Ordered } from '../../schemas/index.ts';
import { leaseRunsToTell, markTold, type WaitingEvent, waitingEvents } from '../../store/index.ts';
import type { Telling } from './begin-runs.ts';
import { hearSignal, orderUpdate } from './contract.ts';

/** Events in one signal at most: a signal is one event of the history, and has a size. */
const eventsASignal = 200;
/** How long an order may wait for a worker to take it, in milliseconds; then it is told again later. */
const orderPatience = 10_000;

/**
 * Tells runs what they have to hear, in the order in which it came: what happened as signals, what was
 * ordered as updates. Gives the number of runs looked at.
 */
export async function tellWaiting(telling: Telling, limit: number): Promise<number> {
  const { db } = telling.carrier.store;
  const runs = (await leaseRunsToTell(db, Date.now(), limit)).map(({ id }) => id);
  const waiting = Map.groupBy(await waitingEvents(db, runs), ({ run }) => run);
  await Promise.all(runs.map((run) => tellRun(telling, run, waiting.get(run) ?? [])));
  return runs.length;
}

async function tellRun(telling: Telling, run: string, waiting: readonly WaitingEvent[]): Promise<void> {
  const { carrier } = telling;
  for (const batch of batchesOf(waiting)) {
    // No worker takes it now: the rest waits behind it, until the lease is over.
    if (!(await tell(telling, run, batch))) return;
    const events = batch.map(({ id }) => id);
    await markTold(carrier.store.db, { runs: [], events }, carrier.clock.now());
  }
  await markTold(carrier.store.db, { runs: [run], events: [] }, carrier.clock.now());
}

/** Each order alone, what happened between them together. */
function batchesOf(waiting: readonly WaitingEvent[]): readonly (readonly WaitingEvent[])[] {
  const batches: WaitingEvent[][] = [];
  for (const one of waiting) {
    const last = batches.at(-1);
    const joins = one.event.type !== 'ordered' && last?.[0]?.event.type !== 'ordered';
    if (last !== undefined && joins && last.length < eventsASignal) last.push(one);
    else batches.push([one]);
  }
  return batches;
}

/** Gives false where nobody could take it. */
async function tell(telling: Telling, run: string, batch: readonly WaitingEvent[]): Promise<boolean> {
  const handle = telling.client.workflow.getHandle(run);
  const [first] = batch;
  try {
    if (first?.event.type === 'ordered') return await order(telling, run, first.event);
    await handle.signal(
      hearSignal,
      batch.map(({ event }) => event),
    );
  } catch (error) {
    // The run has ended: there is nobody left to hear it.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  return true;
}

async function order({ client, carrier }: Telling, run: string, event: Ordered): Promise<boolean> {
  const handle = client.workflow.getHandle(run);
  try {
    await client.withDeadline(Date.now() + orderPatience, () =>
      handle.startUpdate(orderUpdate, {
        args: [event],
        updateId: event.id,
        waitForStage: WorkflowUpdateStage.ACCEPTED,
      }),
    );
  } catch (error) {
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return false;
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    const message = error.cause instanceof Error ? error.cause.message : error.message;
    carrier.report({ code: 'order-refused', message: `${event.order}: ${message}`, run });
  }
  return true;
}
