import {
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  WorkflowUpdateStage,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Ordered } from '../../schemas/index.ts';
import {
  leaseRunsToTell,
  markTold,
  noteMissingWorkflow,
  type WaitingEvent,
  waitingEvents,
} from '../../store/index.ts';
import { forEach, type Telling } from './begin-runs.ts';
import { hearSignal, orderUpdate, unreadableOrder } from './contract.ts';
import { withoutWords } from './without-words.ts';

/** Events in one signal at most: a signal is one event of the history, and has a size. */
const eventsASignal = 200;
/** How long a server may take, and an order may wait for a worker, in milliseconds; then it is told later. */
const patience = 10_000;
/** How long an order that was taken may take until it is refused or heard, in milliseconds. */
const hearing = 1_000;

/**
 * Tells runs what they have to hear, in the order in which it came: what happened as signals, what was
 * ordered as updates. Gives the number of runs looked at.
 */
export async function tellWaiting(telling: Telling, limit: number): Promise<number> {
  const { db } = telling.carrier.store;
  const runs = await leaseRunsToTell(db, Date.now(), limit);
  const ids = runs.map(({ id }) => id);
  const waiting = Map.groupBy(await waitingEvents(db, ids), ({ run }) => run);
  await forEach(db, runs, ({ id }) => tellRun(telling, id, waiting.get(id) ?? []));
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
  const { client, carrier } = telling;
  const [first] = batch;
  try {
    if (first?.event.type === 'ordered') return await order(telling, run, first.event);
    const events = batch.map(({ event }) => withoutWords(event));
    await client.withDeadline(Date.now() + patience, () =>
      client.workflow.getHandle(run).signal(hearSignal, events),
    );
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    // The run has ended: there is nobody left to hear it. One that should go on is for a person to look at.
    await noteMissingWorkflow(carrier.store.db, run);
  }
  return true;
}

async function order({ client, carrier }: Telling, run: string, event: Ordered): Promise<boolean> {
  try {
    const update = await client.withDeadline(Date.now() + patience, () =>
      client.workflow.getHandle(run).startUpdate(orderUpdate, {
        args: [event],
        updateId: event.id,
        waitForStage: WorkflowUpdateStage.ACCEPTED,
      }),
    );
    return await isHeard(client, () => update.result());
  } catch (error) {
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return false;
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
    const { cause } = error;
    const message = cause instanceof Error ? cause.message : error.message;
    carrier.report({ code: 'order-refused', message: `${event.order}: ${message}`, run });
    return !(cause instanceof ApplicationFailure && cause.type === unreadableOrder);
  }
}

/** A refusal comes at once; who was taken and takes its time, because the store is away, is not waited for. */
async function isHeard(client: Client, result: () => Promise<unknown>): Promise<true> {
  try {
    await client.withDeadline(Date.now() + hearing, result);
  } catch (error) {
    if (!(error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw error;
  }
  return true;
}
