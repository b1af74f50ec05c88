import type { Flow, Plan, Policies } from '../../../schemas/index.ts';
import type { CarryInput } from '../../carry/carry-run.ts';

/**
 * A workflow's history as it is kept: plain JSON that a person can read, in which nobody and no machine
 * is named. Payloads stand there as `{ "json": … }`.
 */
export interface RecordedRun {
  readonly flow: string;
  /** What was played, and which run of it: `personne-ne-repond 1-1`. */
  readonly name: string;
  readonly events: readonly RecordedEvent[];
  /**
   * What the workflow asked of the store at each of its turns, in order: the state that it had reached.
   * Temporal keeps no such thing, and would let a run go on in another state than the one it was in.
   * Null where the run could not be replayed when it was recorded.
   */
  readonly turns: readonly RecordedTurn[] | null;
}

export type RecordedEvent = Readonly<Record<string, unknown>> & { readonly eventId: string };

export type RecordedTurn = Omit<CarryInput, 'run'>;

/** What of a release decides how its runs go: messages and segments speak through the store's answers. */
export interface RecordedRelease {
  readonly digest: string;
  readonly flow: Flow;
  readonly policies: Policies;
}

/** Finds the plan of a release by its digest; rejects where there is none. */
export type PlanOf = (release: string) => Promise<Plan>;
