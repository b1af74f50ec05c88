/**
 * One run's turn, with the questions answered from the facts. Pure but for the second evaluator; what
 * changes is returned and committed by the caller in one transaction.
 */
import { type Context, decide, exposedAt } from '../../engine/decide/index.ts';
import { isHeld, nextWake, takeTurn } from '../../engine/run/index.ts';
import type {
  Answer,
  Decide,
  InvoiceFacts,
  Perform,
  RunState,
  StepKind,
  TraceLine,
} from '../../schemas/index.ts';
import type { ClaimedRun, Tx } from '../../store/index.ts';
import type { Carrier } from './carrier.ts';
import { crossCheck } from './cross-check.ts';
import { contextFor } from './gather.ts';
import type { LoadedRelease } from './releases.ts';

export interface Decided {
  readonly command: Decide;
  readonly answer: Answer;
  readonly explanation: unknown;
  /** With a first assignment: the planned instant at which the variants differ. */
  readonly differsAt: number | null;
}

export interface Asked {
  readonly perform: Perform;
  /** The step's kind: the channel. */
  readonly kind: StepKind;
}

export interface Turn {
  readonly state: RunState;
  readonly lines: readonly TraceLine[];
  readonly wakeAt: number | null;
  readonly held: boolean;
  readonly asked: readonly Asked[];
  readonly asides: readonly Perform[];
  /** In the order in which they were asked. */
  readonly decided: readonly Decided[];
}

/** Gives the facts of a turn's invoice, read once. */
export type FactsSource = () => Promise<InvoiceFacts>;

/** The part of a claimed run that a turn reads. */
export type TurnSubject = Pick<ClaimedRun, 'release' | 'state' | 'inbox' | 'entity' | 'flowId'>;

export interface TurnInput {
  readonly tx: Tx;
  readonly carrier: Pick<Carrier, 'releases' | 'surroundings'>;
  readonly run: TurnSubject;
  /** Read where a question is asked: a turn that only hears a delay asks none. */
  readonly facts: FactsSource;
  readonly now: number;
  readonly variantOf: (flow: string, step: string) => string | null;
}

/** Takes a run's turn at `now`: the inbox before the wake. */
export async function answerTurn(input: TurnInput): Promise<Turn> {
  const { tx, carrier, run, now } = input;
  let loaded = await carrier.releases.get(tx, run.release);
  const decided: Decided[] = [];
  const { plan } = loaded.prepared;
  const turn = takeTurn({ plan, state: run.state, events: run.inbox.map(({ event }) => event), now });
  let next = turn.next();
  while (next.done !== true) {
    const need = next.value;
    if (need.type === 'load') {
      loaded = await carrier.releases.get(tx, need.release);
      next = turn.next(loaded.prepared.plan);
    } else {
      const made = await answer(input, loaded, need);
      decided.push(made);
      next = turn.next(made.answer);
    }
  }
  const { plan: last, state, lines, asked, asides } = next.value;
  return {
    ...{ state, lines, asides, decided },
    wakeAt: nextWake(last, state),
    held: state.phase !== 'finished' && isHeld(state, last.steps[state.step]),
    asked: asked.flatMap((perform) => {
      const kind = last.steps[perform.step]?.kind;
      return kind === undefined ? [] : [{ perform, kind }];
    }),
  };
}

async function answer(input: TurnInput, loaded: LoadedRelease, command: Decide): Promise<Decided> {
  const { carrier, run, variantOf } = input;
  const facts = await input.facts();
  const context: Context = contextFor(carrier, loaded, { facts, entity: run.entity, at: command.at });
  const stored = command.ask === 'variant' ? variantOf(run.flowId, command.step) : null;
  const decision = decide(command, context, stored);
  const step = loaded.prepared.plan.steps[command.step];
  const branch = command.ask === 'which' && step?.kind === 'branch' ? step : null;
  const assigns = command.ask === 'variant' && stored === null && step?.kind === 'experiment';
  return {
    command,
    answer: branch === null ? decision.answer : await crossCheck(branch, decision, context, loaded),
    explanation: decision.explain?.() ?? null,
    differsAt: assigns ? exposedAt(step, command, context) : null,
  };
}
