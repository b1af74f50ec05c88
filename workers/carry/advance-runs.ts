/**
 * Turns of many runs in one transaction: their state, what they heard, their wake-ups, traces,
 * decisions, requests and tasks are committed together or not at all.
 */
import type { InvoiceFacts, Problem } from '../../schemas/index.ts';
import {
  type AskedRequest,
  type AssignmentRow,
  askRequests,
  assignVariants,
  type ClaimedRun,
  claimRuns,
  closeTasks,
  commitRuns,
  consumeInbox,
  type DecisionRow,
  gatherFacts,
  insertTasks,
  recordDecisions,
  setBack,
  settlePromise,
  storedVariants,
  type Tx,
} from '../../store/index.ts';
import type { Carrier } from './carrier.ts';
import { taskBeside } from './tasks.ts';
import { answerTurn, type Turn } from './turn.ts';

export const batchSize = 50;

/** Tries before a run that our own code cannot advance is set aside, and the pause after the first. */
const tries = 4;
const firstPause = 10_000;

/** Outcomes with which nobody needs to do the run's tasks any more; an `end` step leaves them open. */
const closing: ReadonlySet<string> = new Set([
  'paid',
  'credited',
  'written-off',
  'insolvent',
  'interrupted',
  'stopped',
]);

interface Done {
  readonly run: ClaimedRun;
  readonly facts: InvoiceFacts;
  readonly turn: Turn;
}

interface Failed {
  readonly run: ClaimedRun;
  readonly error: unknown;
}

/** Advances the runs that are due, at most `batchSize`. Gives how many were looked at. */
export async function advanceRuns(carrier: Carrier): Promise<number> {
  const now = carrier.clock.now();
  return carrier.store.db.transaction().execute(async (tx) => {
    const claimed = await claimRuns(tx, now, batchSize);
    if (claimed.length === 0) return 0;
    const facts = await gatherFacts(
      tx,
      claimed.map(({ invoiceId }) => String(invoiceId)),
      now,
      (zone) => carrier.surroundings.dateIn(zone, now),
    );
    const assigned = new Map(await variantsFor(carrier, tx, claimed));
    const done: Done[] = [];
    for (const run of claimed) {
      const outcome = await tryTurn(carrier, {
        tx,
        run,
        facts: facts.get(String(run.invoiceId)),
        now,
        assigned,
      });
      if ('turn' in outcome) done.push(outcome);
      else await setAside(carrier, tx, outcome, now);
    }
    await commit(tx, done, now);
    return claimed.length;
  });
}

interface Try {
  readonly tx: Tx;
  readonly run: ClaimedRun;
  readonly facts: InvoiceFacts | undefined;
  readonly now: number;
  readonly assigned: Map<string, string>;
}

/** Variants of the customers whose runs may ask for one: their flow has an experiment, or they may change it. */
async function variantsFor(
  carrier: Carrier,
  tx: Tx,
  claimed: readonly ClaimedRun[],
): Promise<ReadonlyMap<string, string>> {
  const customers = new Set<number>();
  for (const { customerId, release, inbox } of claimed) {
    const asks = inbox.length > 0 || (await hasExperiment(carrier, tx, release));
    if (asks) customers.add(customerId);
  }
  return storedVariants(tx, [...customers]);
}

/** True also for a release that cannot be read: the turn says what is wrong with it. */
function hasExperiment({ releases }: Carrier, tx: Tx, digest: string): Promise<boolean> {
  return releases.get(tx, digest).then(
    ({ assigns }) => assigns,
    () => true,
  );
}

async function tryTurn(carrier: Carrier, { tx, run, facts, now, assigned }: Try): Promise<Done | Failed> {
  try {
    if (facts === undefined) throw new Error(`invoice ${run.invoiceId} of run ${run.id} is gone`);
    const variantOf = (flow: string, step: string) =>
      assigned.get(`${run.customerId}/${flow}/${step}`) ?? null;
    const turn = await answerTurn({ tx, carrier, run, facts, now, variantOf });
    for (const { command, answer } of turn.decided) {
      if (answer.ask !== 'variant' || 'problem' in answer) continue;
      assigned.set(`${run.customerId}/${run.flowId}/${command.step}`, answer.variant);
    }
    return { run, facts, turn };
  } catch (error) {
    return { run, error };
  }
}

/** Tries again later, each time twice as late and never quite together; at last a person must look. */
async function setAside(carrier: Carrier, tx: Tx, { run, error }: Failed, now: number): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const problem: Problem | null = run.attempts + 1 < tries ? null : { code: 'poisoned', message };
  const pause = firstPause * 2 ** run.attempts * (1 + (run.invoiceId % 7) / 10);
  carrier.report({ code: problem === null ? 'turn-failed' : 'poisoned', message, run: run.id });
  await setBack(tx, { id: run.id, wakeAt: Math.round(now + pause), problem });
}

async function commit(tx: Tx, done: readonly Done[], now: number): Promise<void> {
  await commitRuns(
    tx,
    done.map(({ run, turn }) => ({
      id: run.id,
      state: turn.state,
      held: turn.held,
      wakeAt: turn.wakeAt,
      nextSeq: run.nextSeq,
      lines: turn.lines,
    })),
  );
  await consumeInbox(
    tx,
    done.flatMap(({ run }) => run.inbox.map(({ id }) => id)),
    now,
  );
  await recordDecisions(tx, done.flatMap(decisionsOf));
  await assignVariants(tx, done.flatMap(assignmentsOf));
  await askRequests(tx, done.flatMap(requestsOf));
  await commitAsides(tx, done, now);
  const ended = done.filter(({ turn }) => closing.has(turn.state.outcome ?? ''));
  await closeTasks(
    tx,
    ended.map(({ run }) => ({ run_id: run.id, step: null, visit: null })),
    now,
  );
}

/** Decisions worth keeping: those that somebody may ask the reason of. */
function decisionsOf({ run, turn }: Done): readonly DecisionRow[] {
  return turn.decided.flatMap(({ command, answer, explanation }) => {
    const plain =
      answer.ask === 'holds' && 'holds' in answer && answer.holds.length === 0 && answer.settled === null;
    if (plain || (answer.ask === 'when' && !('problem' in answer))) return [];
    return [{ run_id: run.id, command: command.id, ask: command.ask, answer, explanation, at: command.at }];
  });
}

function assignmentsOf({ run, turn }: Done): readonly AssignmentRow[] {
  return turn.decided.flatMap(({ command, answer, differsAt }) =>
    answer.ask === 'variant' && !('problem' in answer) && differsAt !== null
      ? [
          {
            flow_id: run.flowId,
            step: command.step,
            customer_id: run.customerId,
            variant: answer.variant,
            run_id: run.id,
            assigned_at: command.at,
            differs_at: differsAt,
          },
        ]
      : [],
  );
}

function requestsOf({ run, turn }: Done): readonly AskedRequest[] {
  return turn.asked.map(({ perform, kind }) => ({
    run_id: run.id,
    customer_id: run.customerId,
    invoice_id: run.invoiceId,
    channel: kind,
    perform,
  }));
}

async function commitAsides(tx: Tx, done: readonly Done[], now: number): Promise<void> {
  const tasks = done.flatMap(({ run, facts, turn }) =>
    turn.asides.flatMap((perform) => (perform.task === 'expired' ? [] : taskBeside(run, facts, perform))),
  );
  await insertTasks(tx, tasks, now);
  const expired = done.flatMap(({ run, turn }) =>
    turn.asides
      .filter(({ task }) => task === 'expired')
      .map(({ step, visit }) => ({ run_id: run.id, step, visit })),
  );
  await closeTasks(tx, expired, now);
  for (const { turn } of done) {
    for (const { task, object } of turn.asides) {
      if (task === 'promise-broken' && object !== null) {
        await settlePromise(tx, object, 'broken', { at: now, actor: 'palier' });
      }
    }
  }
}
