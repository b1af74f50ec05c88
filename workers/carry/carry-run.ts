/**
 * The turn of one run whose state stands elsewhere: in its workflow. The store holds a copy for lists
 * and for the mailroom, and the answers of the last turn: a turn taken once more, because the workflow
 * never heard of it, is answered with the same words.
 */

import type { Language } from '../../engine/flow/index.ts';
import { isHeld, nextWake } from '../../engine/run/index.ts';
import type { Answer, Event, Perform, RunState, StepKind, TraceLine } from '../../schemas/index.ts';
import {
  askRequests,
  type CarriedRun,
  fenceRun,
  gatherFacts,
  lockRun,
  standingOf,
  storedVariants,
  type Tx,
} from '../../store/index.ts';
import { type ToldTurn, tellTurns } from '../telemetry/index.ts';
import type { Carrier } from './carrier.ts';
import { CarryError } from './carry-error.ts';
import { commitTurns } from './commit-turns.ts';
import { type LeanState, wholeState } from './lean-state.ts';
import { languageOf } from './task-titles.ts';
import { toldTurn, turnTimes } from './told-turn.ts';
import { answerTurn, type FactsSource, type Turn } from './turn.ts';

/** What a workflow has not stored yet. */
export interface Unstored {
  readonly run: string;
  /** Place of the turn in the workflow; a later turn has a greater one, whatever became of earlier tries. */
  readonly place: readonly [chain: number, length: number, turn: number];
  /** Number of the first line in `lines`; the trace from there on is written anew. */
  readonly seq: number;
  readonly lines: readonly TraceLine[];
  readonly state: RunState;
}

export interface CarryInput extends Unstored {
  /** Before the turn: `state`. */
  readonly events: readonly Event[];
  readonly now: number;
}

/** The answers to all that the turn asks, in its order. */
export async function carryRun(carrier: Carrier, input: CarryInput): Promise<readonly Answer[]> {
  const { answers, told } = await carrier.store.db.transaction().execute(async (tx): Promise<Carried> => {
    const run = await lock(tx, input.run);
    const standing = standingOf(run.fence, input.place);
    if (standing === 'same') return { answers: run.fence?.answers ?? [], told: null };
    if (standing === 'older')
      throw new CarryError('stale-turn', `a later turn of run ${run.id} is stored`, true);
    const facts = await factsOf(carrier, tx, run);
    const subject = {
      ...run,
      state: input.state,
      release: input.state.release,
      inbox: inboxOf(input.events),
    };
    const variants = await storedVariants(tx, [run.customerId]);
    const times = await turnTimes(carrier, tx, subject);
    const turn = await answerTurn({
      ...{ tx, carrier, run: subject, facts, now: input.now },
      variantOf: (flow, step) => variants.get(`${run.customerId}/${flow}/${step}`) ?? null,
    });
    const answers = turn.decided.map(({ answer }) => answer);
    await store({ tx, language: languageOf(carrier.workspace) }, run, input, {
      turn,
      facts,
      answers,
      now: input.now,
    });
    const whole = { ...turn, lines: [...input.lines, ...turn.lines] };
    return { answers, told: asTold(run, toldTurn({ run: subject, turn: whole, ...times }, input.now)) };
  });
  if (told !== null) await tellTurns(carrier, [told]);
  return answers;
}

interface Carried {
  readonly answers: readonly Answer[];
  /** Null where the turn was told before. */
  readonly told: ToldTurn | null;
}

/** An end is told once: a workflow may have to store something after it. */
function asTold({ state }: CarriedRun, told: ToldTurn): ToldTurn {
  return state.phase === 'finished' ? { ...told, outcome: null } : told;
}

/** What rides on a request, and stays in the workflow's history with it. */
export type Riding = Omit<Unstored, 'state'> & { readonly state: LeanState };

export interface RequestInput {
  readonly run: string;
  readonly perform: Perform;
  readonly kind: StepKind;
  /** What rides along because no answer was needed in the turn that asked. */
  readonly unstored: Riding | null;
}

/** Puts a workflow's request before the mailroom, once; gives the customer whose round it is. */
export async function requestOf(carrier: Carrier, input: RequestInput): Promise<number> {
  const { unstored, perform, kind } = input;
  const { customerId: customer, told } = await carrier.store.db.transaction().execute(async (tx) => {
    const run = await lock(tx, input.run);
    let told: ToldTurn | null = null;
    if (unstored !== null && standingOf(run.fence, unstored.place) === 'newer') {
      const { plan } = (await carrier.releases.get(tx, unstored.state.release)).prepared;
      const state = wholeState(unstored.state);
      const held = isHeld(state, plan.steps[state.step]);
      const turn = {
        state,
        held,
        wakeAt: nextWake(plan, state),
        lines: [],
        asked: [],
        asides: [],
        decided: [],
      };
      const facts = await factsOf(carrier, tx, run);
      const now = carrier.clock.now();
      await store({ tx, language: languageOf(carrier.workspace) }, run, unstored, {
        turn,
        facts,
        answers: [],
        now,
      });
      const times = { began: Date.now(), planned: null };
      told = toldTurn(
        { run: { ...run, inbox: [] }, turn: { ...turn, asked: [{ perform, kind }] }, ...times },
        now,
      );
    }
    const { customerId, invoiceId } = run;
    await askRequests(tx, [
      { run_id: run.id, customer_id: customerId, invoice_id: invoiceId, channel: kind, perform },
    ]);
    return { customerId, told };
  });
  if (told !== null) await tellTurns(carrier, [told]);
  return customer;
}

async function lock(tx: Tx, id: string): Promise<CarriedRun> {
  const run = await lockRun(tx, id);
  if (run === null) throw new CarryError('unknown-run', `run ${id} is not in the store`, false);
  if (run.engine !== 'temporal')
    throw new CarryError('moved-away', `run ${id} is driven by its store now`, false);
  return run;
}

/** Read in every turn: where they cannot be, the turn fails and a person is told, whatever it asks. */
async function factsOf(carrier: Carrier, tx: Tx, { id, invoiceId }: CarriedRun): Promise<FactsSource> {
  const now = carrier.clock.now();
  const key = String(invoiceId);
  const facts = await gatherFacts(tx, [key], now, (zone) => carrier.surroundings.dateIn(zone, now));
  const own = facts.get(key);
  if (own === undefined)
    throw new CarryError('unknown-invoice', `invoice ${key} of run ${id} is gone`, false);
  return async () => own;
}

function inboxOf(events: readonly Event[]): CarriedInbox {
  return events.map((event, id) => ({ id, event }));
}
type CarriedInbox = readonly { readonly id: number; readonly event: Event }[];

interface Stored {
  readonly turn: Turn;
  readonly facts: FactsSource;
  readonly answers: readonly Answer[];
  readonly now: number;
}

async function store(
  { tx, language }: { readonly tx: Tx; readonly language: Language },
  run: CarriedRun,
  unstored: Omit<Unstored, 'state'>,
  stored: Stored,
): Promise<void> {
  const { place, seq, lines } = unstored;
  const { turn, facts, answers, now } = stored;
  await fenceRun(tx, run.id, { place, answers }, seq);
  const whole = { ...turn, lines: [...lines, ...turn.lines] };
  await commitTurns(tx, [{ run: { ...run, nextSeq: seq }, facts, turn: whole }], { now, language });
}
