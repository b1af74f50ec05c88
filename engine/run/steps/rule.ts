import type { Answer, Happened, Order, Step, StepKind, StepOf } from '../../../schemas/index.ts';
import type { Draft } from '../draft.ts';

/**
 * What the reducer knows of one kind of step. Shared code calls these and never tests for a kind.
 * A rule leaves its step with `go`; it is called only while the run is free (not held, not closing).
 */
export interface StepRule<S extends Step = Step> {
  /** While the run is held: `runs` keeps the deadline, `stops` adds the held time to it. */
  readonly clock: 'runs' | 'stops';
  /** True where a delivery reaches the customer and so moves the gap. */
  readonly contact: boolean;
  enter(d: Draft, step: S): void;
  /** The answer to the step's own question. */
  answered(d: Draft, step: S, answer: Answer): void;
  /** The step's request is `done` or `void`. */
  performed(d: Draft, step: S, fate: 'done' | 'void'): void;
  /** The deadline has come. */
  due(d: Draft, step: S): void;
  /** True where this step wants the event now; `take` then leads on. */
  wants(d: Draft, step: S, event: Happened): boolean;
  take(d: Draft, step: S, event: Happened): void;
  /** The last hold is gone and nothing of the step is open. */
  released(d: Draft, step: S): void;
  /** The step is left by an order or an interrupt: what it began is called off. */
  abandon(d: Draft, step: S): void;
  /** The step that an order leads to, or null where the order means nothing here. */
  ordered(step: S, order: Order): string | null;
}

/** Rules that most kinds share: no deadline, nothing heard, entered again on release. */
export function rule<K extends StepKind>(
  _kind: K,
  parts: Partial<StepRule<StepOf<K>>> & Pick<StepRule<StepOf<K>>, 'enter'>,
): StepRule<StepOf<K>> {
  return {
    clock: 'runs',
    contact: false,
    answered: () => {},
    // Never asked of a kind that performs nothing, unless a migration put it where something else stood.
    performed: parts.released ?? parts.enter,
    due: () => {},
    wants: () => false,
    take: () => {},
    released: parts.enter,
    abandon: () => {},
    ordered: () => null,
    ...parts,
  };
}
