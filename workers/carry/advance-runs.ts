/**
 * Turns of many runs in one transaction: their state, what they heard, their wake-ups, traces,
 * decisions, requests and tasks are committed together or not at all.
 */
import type { InvoiceFacts, Problem } from '../../schemas/index.ts';
import {
  type AskedRequest,
  askRequests,
  type ClaimedRun,
  claimRuns,
  consumeInbox,
  gatherFacts,
  setBack,
  storedVariants,
  type Tx,
} from '../../store/index.ts';
import { tellTurns } from '../telemetry/index.ts';
import type { Carrier } from './carrier.ts';
import { commitTurns, type TurnDone } from './commit-turns.ts';
import { languageOf } from './task-titles.ts';
import { type TurnTimes, toldTurn, turnTimes } from './told-turn.ts';
import { answerTurn, type FactsSource } from './turn.ts';

/** Runs advanced in one transaction. */
export const runsAtOnce = 50;

/** Tries before a run that our own code cannot advance is set aside, and the pause after the first. */
const tries = 4;
const firstPause = 10_000;

interface Taken extends TurnDone<ClaimedRun>, TurnTimes {}

interface Failed {
  readonly run: ClaimedRun;
  readonly error: unknown;
}

/** Advances the runs that are due, at most as many as given. Gives how many were looked at. */
export async function advanceRuns(carrier: Carrier, limit = runsAtOnce): Promise<number> {
  const now = carrier.clock.now();
  const { looked, done } = await carrier.store.db.transaction().execute(async (tx) => {
    const claimed = await claimRuns(tx, now, limit);
    if (claimed.length === 0) return { looked: 0, done: [] };
    const facts = factsOfAll(carrier, tx, claimed, now);
    const assigned = new Map(await variantsFor(carrier, tx, claimed));
    const done: Taken[] = [];
    for (const run of claimed) {
      const outcome = await tryTurn(carrier, {
        tx,
        run,
        facts: () => facts(run),
        now,
        assigned,
      });
      if ('turn' in outcome) done.push(outcome);
      else await setAside(carrier, tx, outcome, now);
    }
    await commitTurns(tx, done, { now, language: languageOf(carrier.workspace) });
    await consumeInbox(
      tx,
      done.flatMap(({ run }) => run.inbox.map(({ id }) => id)),
      now,
    );
    await askRequests(tx, done.flatMap(requestsOf));
    return { looked: claimed.length, done };
  });
  await tellTurns(
    carrier,
    done.map((one) => toldTurn(one, now)),
  );
  return looked;
}

/** Facts of all runs of a batch, gathered together as soon as one of them asks for its own. */
function factsOfAll(carrier: Carrier, tx: Tx, claimed: readonly ClaimedRun[], now: number) {
  let gathered: Promise<ReadonlyMap<string, InvoiceFacts>> | null = null;
  return async ({ id, invoiceId }: ClaimedRun): Promise<InvoiceFacts> => {
    gathered ??= gatherFacts(
      tx,
      claimed.map((run) => String(run.invoiceId)),
      now,
      (zone) => carrier.surroundings.dateIn(zone, now),
    );
    const facts = (await gathered).get(String(invoiceId));
    if (facts === undefined) throw new Error(`invoice ${invoiceId} of run ${id} is gone`);
    return facts;
  };
}

interface Try {
  readonly tx: Tx;
  readonly run: ClaimedRun;
  readonly facts: FactsSource;
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

async function tryTurn(carrier: Carrier, { tx, run, facts, now, assigned }: Try): Promise<Taken | Failed> {
  try {
    const variantOf = (flow: string, step: string) =>
      assigned.get(`${run.customerId}/${flow}/${step}`) ?? null;
    const times = await turnTimes(carrier, tx, run);
    const turn = await answerTurn({ tx, carrier, run, facts, now, variantOf });
    for (const { command, answer } of turn.decided) {
      if (answer.ask !== 'variant' || 'problem' in answer) continue;
      assigned.set(`${run.customerId}/${run.flowId}/${command.step}`, answer.variant);
    }
    return { run, facts, turn, ...times };
  } catch (error) {
    return { run, error };
  }
}

/** Tries again later, each time twice as late and never quite together; at last a person must look. */
async function setAside(carrier: Carrier, tx: Tx, { run, error }: Failed, now: number): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const problem: Problem | null = run.attempts + 1 < tries ? null : { code: 'poisoned', message };
  const pause = firstPause * 2 ** run.attempts * (1 + (run.invoiceId % 7) / 10);
  carrier.report({ code: problem === null ? 'turn-failed' : 'poisoned', message, run: run.id, error });
  await setBack(tx, { id: run.id, wakeAt: Math.round(now + pause), problem });
}

function requestsOf({ run, turn }: TurnDone): readonly AskedRequest[] {
  return turn.asked.map(({ perform, kind }) => ({
    run_id: run.id,
    customer_id: run.customerId,
    invoice_id: run.invoiceId,
    channel: kind,
    perform,
  }));
}
