import type { Ask, RunOutcome, TaskReason } from './command.ts';
import type { Happened, Happening, Moves, PerformOutcome } from './event.ts';
import type { Hold } from './hold.ts';

/** The step's open question or request, while it is unanswered. */
export type Open =
  | { readonly type: 'decide'; readonly id: string; readonly ask: Ask }
  | {
      readonly type: 'perform';
      readonly id: string;
      /** `asked`: carried out now; the others wait for `until`, a release, an order or a receipt. */
      readonly status: 'asked' | 'deferred' | 'blocked' | 'uncertain' | 'failed';
      readonly until: number | null;
      /** True where new data end the deferral early. */
      readonly orRefreshed: boolean;
      readonly delivery: string | null;
    };

/** What is waited for before the run leaves its step for good. */
export type Closing =
  | { readonly kind: 'finish'; readonly outcome: RunOutcome }
  | { readonly kind: 'enter'; readonly step: string }
  | { readonly kind: 'adopt'; readonly release: string; readonly moves: Moves };

export interface Visit {
  readonly visits: number;
  readonly entered: number;
  /** Logical instant of its last delivery, if any. */
  readonly delivered: number | null;
}

/**
 * The state of one run: plain JSON, one fixed shape, steps by id and cases by name. Instants are
 * logical, in epoch milliseconds. `JSON.parse(JSON.stringify(state))` continues identically.
 */
export interface RunState {
  readonly run: string;
  /** Digest of the release: by it every driver finds the flow. */
  readonly release: string;
  readonly phase: 'new' | 'running' | 'finished';
  readonly at: number;
  readonly step: string;
  readonly visit: number;
  readonly entered: number;
  readonly counter: number;
  readonly open: Open | null;
  /** Id of the open question *holds*. */
  readonly standing: string | null;
  /** Open questions *kept*, by command id, with the promise. */
  readonly keeping: Readonly<Record<string, string>>;
  /** Tasks asked for beside the flow and not yet acknowledged, by command id. */
  readonly asides: Readonly<Record<string, TaskReason>>;
  /** When the step is over. */
  readonly deadline: number | null;
  /** What was left of the deadline when a hold stopped the step's clock, in milliseconds. */
  readonly left: number | null;
  /** When the step's request was first asked. */
  readonly since: number | null;
  readonly planned: number | null;
  readonly late: boolean;
  readonly lastDelivery: number | null;
  readonly trail: Readonly<Record<string, Visit>>;
  /** True while the step stands still because of a hold: it is let go when the run is free again. */
  readonly halted: boolean;
  readonly holds: readonly Hold[];
  /** The last event of each kind that nobody has consumed. */
  readonly heard: Readonly<Partial<Record<Happening, Happened>>>;
  /** Ids of the last events heard, oldest first. */
  readonly seen: readonly string[];
  /** Interrupts that have jumped already, by hold key. */
  readonly honoured: readonly string[];
  /** The answer that came while the run was held. */
  readonly remembered: PerformOutcome | null;
  readonly closing: Closing | null;
  /** The last `sleep` commanded. */
  readonly sleeping: number | null;
  readonly outcome: RunOutcome | null;
}
