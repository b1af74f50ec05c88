import type { Answer, Decide, Event, Perform, Plan, RunState, TraceLine } from '../../schemas/index.ts';
import { advance } from './advance.ts';
import { InvariantError } from './draft.ts';
import { nextWake } from './wake.ts';

/** What a turn needs from outside: the answer to a question, or the plan of a release it moves to. */
export type Need = Decide | { readonly type: 'load'; readonly release: string };
export type Supply = Answer | Plan;

export interface TurnInput {
  readonly plan: Plan;
  readonly state: RunState;
  /** What the run has to hear, oldest first. */
  readonly events: readonly Event[];
  /** The driver's time, epoch milliseconds: wakes up to here are due. */
  readonly now: number;
}

export interface TurnResult {
  readonly plan: Plan;
  readonly state: RunState;
  readonly lines: readonly TraceLine[];
  /** Requests that the run waits for at its end; what it left again in the same turn is not asked. */
  readonly asked: readonly Perform[];
  /** Tasks beside the flow: acknowledged at once, whoever drives the turn makes them. */
  readonly asides: readonly Perform[];
}

/** More events than this in one turn is a fault of ours, not a flow's. */
const eventLimit = 5_000;

/**
 * One turn of a run: `started` where it is new, then its inbox in order, then its wake, until it rests.
 * Yields what it needs and is resumed with it, so that each driver answers in its own way, at once or
 * from a record, and all of them go through the very same events.
 *
 * @throws InvariantError where a run never comes to rest, or is due and cannot be woken.
 */
export function* takeTurn({ plan, state, events, now }: TurnInput): Generator<Need, TurnResult, Supply> {
  const turn = new Turn(plan, state);
  if (turn.state.phase === 'new') yield* turn.feed({ type: 'started', at: now });
  for (const event of events) yield* turn.feed(event);
  for (let wake = turn.wake; wake !== null && wake <= now; wake = turn.wake) {
    const before = turn.state;
    yield* turn.feed({ type: 'woke', at: now });
    if (turn.state === before) throw new InvariantError(`run ${state.run} cannot be woken`, state.run);
  }
  return turn.result;
}

class Turn {
  state: RunState;
  private plan: Plan;
  private fed = 0;
  private readonly lines: TraceLine[] = [];
  private readonly asked: Perform[] = [];
  private readonly asides: Perform[] = [];

  constructor(plan: Plan, state: RunState) {
    this.plan = plan;
    this.state = state;
  }

  get wake(): number | null {
    return nextWake(this.plan, this.state);
  }

  get result(): TurnResult {
    const { plan, state, lines, asides } = this;
    const { open } = state;
    const asked = this.asked.filter(({ id }) => open?.type === 'perform' && open.id === id);
    return { plan, state, lines, asked, asides };
  }

  *feed(first: Event): Generator<Need, void, Supply> {
    const queue: Event[] = [first];
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      this.fed += 1;
      if (this.fed > eventLimit) {
        throw new InvariantError(`run ${this.state.run} never comes to rest`, this.state.run);
      }
      const { state, commands, lines } = advance(this.plan, this.state, event);
      this.state = state;
      this.lines.push(...lines);
      if (state.release !== this.plan.release) {
        const supplied = yield { type: 'load', release: state.release };
        if ('steps' in supplied) this.plan = supplied;
      }
      for (const command of commands) {
        if (command.type === 'decide') {
          const answer = yield command;
          if ('ask' in answer) queue.push({ type: 'decided', command: command.id, answer });
        } else if (command.type === 'perform' && command.task !== null) {
          this.asides.push(command);
          queue.push({ type: 'performed', command: command.id, outcome: { fate: 'done' } });
        } else if (command.type === 'perform') {
          this.asked.push(command);
        }
      }
    }
  }
}
