import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { newRun } from '../../engine/run/index.ts';
import type { Plan } from '../../schemas/index.ts';
import {
  type Db,
  giveBack,
  leaseRunsToBegin,
  markBegun,
  markTold,
  type RunToBegin,
  type RunToTell,
  refuseRun,
  type WaitingEvent,
  waitingEvents,
} from '../../store/index.ts';
import { type Carrier, CarryError } from '../carry/index.ts';
import { type CarriedOn, hearSignal, type Start, taskQueueOf, workflowType } from './contract.ts';
import { referenceTo } from './plan-reference.ts';
import { shortDigest } from './short-digest.ts';
import { withoutWords } from './without-words.ts';
import { nextAction } from './workflow/words.ts';

export interface Telling {
  readonly carrier: Carrier;
  readonly client: Client;
  readonly taskQueuePrefix: string;
}

/** How long a server may take, in milliseconds: less than a run is leased for. */
const patience = 10_000;

const flowKey = defineSearchAttributeKey('PalierFlow', SearchAttributeType.KEYWORD);
const nextKey = defineSearchAttributeKey('PalierNext', SearchAttributeType.KEYWORD);
const releaseKey = defineSearchAttributeKey('PalierRelease', SearchAttributeType.KEYWORD);

/**
 * Begins workflows for runs that Temporal does not know yet, at most `limit`; what a run has to hear
 * already comes with its beginning, so that a payment is heard before the first reminder. A run that
 * Temporal knows, under way or ended, stays as it is. Gives their number.
 */
export async function beginRuns(telling: Telling, limit: number): Promise<number> {
  const { db } = telling.carrier.store;
  const runs = await leaseRunsToBegin(db, Date.now(), limit);
  if (runs.length === 0) return 0;
  const waiting = Map.groupBy(
    await waitingEvents(
      db,
      runs.map(({ id }) => id),
    ),
    ({ run }) => run,
  );
  await forEach(db, runs, (run) => begin(telling, run, waiting.get(run.id) ?? []));
  return runs.length;
}

/**
 * Does something for each of the runs that were leased. Those that it failed for are given back before the
 * first of the failures is thrown: once the server answers again, nobody waits for the end of a lease.
 */
export async function forEach<Run extends { readonly id: string }>(
  db: Db,
  runs: readonly Run[],
  work: (run: Run) => Promise<void>,
): Promise<void> {
  const failed: { readonly run: string; readonly error: unknown }[] = [];
  await Promise.all(
    runs.map((run) => work(run).catch((error: unknown) => failed.push({ run: run.id, error }))),
  );
  const [first] = failed;
  if (first === undefined) return;
  await giveBack(
    db,
    failed.map(({ run }) => run),
  );
  throw first.error;
}

async function begin(telling: Telling, run: RunToBegin, events: readonly WaitingEvent[]): Promise<void> {
  const { carrier } = telling;
  const { db } = carrier.store;
  const plan = await planOf(carrier, run);
  if (plan === null) return;
  const known = await start(telling, run, plan, events);
  await markBegun(db, [run.id]);
  // What an ended workflow has to hear is told, and found out about, in its turn.
  if (!known) await markTold(db, { runs: [], events: events.map(({ id }) => id) }, carrier.clock.now());
}

/** Null where the release cannot be had: the run is set aside for a person. A store that is away is waited for. */
async function planOf(carrier: Carrier, { id, release }: RunToTell): Promise<Plan | null> {
  const { db } = carrier.store;
  try {
    return (await carrier.releases.get(db, release)).prepared.plan;
  } catch (error) {
    if (!(error instanceof CarryError)) throw error;
    const { code, message } = error;
    await refuseRun(db, id, { code, message });
    carrier.report({ code, message, run: id });
    return null;
  }
}

/** Gives true where Temporal knew the run, and its history is closed. */
async function start(
  { carrier, client, taskQueuePrefix }: Telling,
  run: RunToBegin,
  plan: Plan,
  events: readonly WaitingEvent[],
): Promise<boolean> {
  const carriedOn = carriedOnOf(run, plan);
  const next = carriedOn?.next ?? nextAction(plan, newRun(plan, run.id));
  const input: Start = {
    run: run.id,
    language: carrier.workspace.languages[0] === 'en' ? 'en' : 'fr',
    takenUpAt: run.startedAt,
    next,
    carriedOn,
  };
  const options = {
    workflowId: run.id,
    taskQueue: taskQueueOf(taskQueuePrefix, 'flows'),
    // An earlier workflow of a run that was moved has ended; its turns lie before those of this one.
    workflowIdReusePolicy: carriedOn === null ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
    // One of a store that came back from a backup goes on ahead of it, and nothing it says counts.
    workflowIdConflictPolicy: carriedOn === null ? 'USE_EXISTING' : 'TERMINATE_EXISTING',
    // What the first rest would show: told with the start it is no event of its own.
    typedSearchAttributes: new TypedSearchAttributes([
      { key: flowKey, value: run.flowId },
      ...(next === null ? [] : [{ key: nextKey, value: next }]),
      { key: releaseKey, value: shortDigest(run.release) },
    ]),
    staticSummary: run.flowId,
    args: [input, referenceTo(run.release)],
  } as const;
  const heard = events.map(({ event }) => withoutWords(event));
  const { workflow } = client;
  try {
    await client.withDeadline(Date.now() + patience, async () => {
      if (heard.length === 0) await workflow.start(workflowType, { ...options, args: [...options.args] });
      else {
        const signalled = { signal: hearSignal, signalArgs: [heard] };
        await workflow.signalWithStart(workflowType, { ...options, args: [...options.args], ...signalled });
      }
    });
    return false;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return true;
    throw error;
  }
}

/**
 * A run that was handed over goes on from its state, as after a new history: one link further in the chain,
 * so that whatever an earlier workflow still says of it is older. Null for a run that nobody handed over: one
 * that has taken a turn here has a fence with a place in a history.
 */
function carriedOnOf({ state, nextSeq, fence }: RunToBegin, plan: Plan): CarriedOn | null {
  const wasHandedOver = fence === null ? state.phase === 'running' : fence.place[1] === 0;
  if (!wasHandedOver) return null;
  const chain = (fence?.place[0] ?? 0) + 1;
  return { state, chain, turns: 0, seq: nextSeq, lines: [], next: nextAction(plan, state), stage: null };
}
