/**
 * One run's turn: everything it has to hear, then its wake, until it rests. Pure but for the second
 * evaluator; what changes is returned and committed by the caller in one transaction.
 */
import { type Context, decide, exposedAt } from '../../engine/decide/index.ts';
import { advance, isHeld, nextWake } from '../../engine/run/index.ts';
import type {
  Answer,
  Decide,
  Event,
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
  readonly decided: readonly Decided[];
}

export interface TurnInput {
  readonly tx: Tx;
  readonly carrier: Pick<Carrier, 'releases' | 'surroundings'>;
  readonly run: ClaimedRun;
  readonly facts: InvoiceFacts;
  readonly now: number;
  readonly variantOf: (flow: string, step: string) => string | null;
}

/** More events than this in one turn is a fault of ours, not a flow's. */
const eventLimit = 5_000;

class TurnWork {
  readonly lines: TraceLine[] = [];
  readonly asked: Asked[] = [];
  readonly asides: Perform[] = [];
  readonly decided: Decided[] = [];
  state: RunState;
  private fed = 0;
  private readonly input: TurnInput;
  private loaded: LoadedRelease;

  constructor(input: TurnInput, loaded: LoadedRelease) {
    this.input = input;
    this.loaded = loaded;
    this.state = input.run.state;
  }

  get wake(): number | null {
    return nextWake(this.loaded.prepared.plan, this.state);
  }

  get held(): boolean {
    return isHeld(this.state, this.loaded.prepared.plan.steps[this.state.step]);
  }

  async feed(first: Event): Promise<void> {
    const queue: Event[] = [first];
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      this.fed += 1;
      if (this.fed > eventLimit) throw new Error(`run ${this.state.run} never comes to rest`);
      const { state, commands, lines } = advance(this.loaded.prepared.plan, this.state, event);
      this.state = state;
      this.lines.push(...lines);
      if (state.release !== this.loaded.release.digest) {
        this.loaded = await this.input.carrier.releases.get(this.input.tx, state.release);
      }
      for (const command of commands) {
        if (command.type === 'decide') {
          queue.push({ type: 'decided', command: command.id, answer: await this.decide(command) });
        } else if (command.type === 'perform' && command.task !== null) {
          this.asides.push(command);
          queue.push({ type: 'performed', command: command.id, outcome: { fate: 'done' } });
        } else if (command.type === 'perform') {
          const kind = this.loaded.prepared.plan.steps[command.step]?.kind;
          if (kind !== undefined) this.asked.push({ perform: command, kind });
        }
      }
    }
  }

  private async decide(command: Decide): Promise<Answer> {
    const { carrier, run, facts, variantOf } = this.input;
    const context: Context = contextFor(carrier, this.loaded, { facts, entity: run.entity, at: command.at });
    const stored = command.ask === 'variant' ? variantOf(run.flowId, command.step) : null;
    const decision = decide(command, context, stored);
    const step = this.loaded.prepared.plan.steps[command.step];
    const branch = command.ask === 'which' && step?.kind === 'branch' ? step : null;
    const answer =
      branch === null ? decision.answer : await crossCheck(branch, decision, context, this.loaded);
    const assigns = command.ask === 'variant' && stored === null && step?.kind === 'experiment';
    this.decided.push({
      command,
      answer,
      explanation: decision.explain?.() ?? null,
      differsAt: assigns ? exposedAt(step, command, context) : null,
    });
    return answer;
  }
}

/** Takes a run's turn at `now`: the inbox before the wake. */
export async function takeTurn(input: TurnInput): Promise<Turn> {
  const { carrier, run, now } = input;
  const work = new TurnWork(input, await carrier.releases.get(input.tx, run.release));
  if (work.state.phase === 'new') await work.feed({ type: 'started', at: now });
  for (const { event } of run.inbox) await work.feed(event);
  for (let wake = work.wake; wake !== null && wake <= now; wake = work.wake) {
    const before = work.state;
    await work.feed({ type: 'woke', at: now });
    if (work.state === before) throw new Error(`run ${run.id} cannot be woken`);
  }
  const { state, lines, asked, asides, decided } = work;
  return { state, lines, asked, asides, decided, wakeAt: work.wake, held: work.held };
}
