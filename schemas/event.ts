import type { Hold } from './hold.ts';
import type { Problem } from './problem.ts';
import type { TaskOutcome } from './steps/index.ts';

/** What the world can tell a run. An event is a nudge; the fact is read from the store. */
export const happenings = [
  'paid',
  'partly-paid',
  'reversed',
  'credited',
  'disputed',
  'dispute-closed',
  'promised',
  'replied',
  'bounced',
  'task-done',
  'due-date-moved',
  'tagged',
  'untagged',
  'held',
  'released',
  'refreshed',
  'insolvent',
  'written-off',
] as const;
export type Happening = (typeof happenings)[number];

export interface Happened {
  readonly type: 'happened';
  /** Unique for the run; a repeat is recognised by it. */
  readonly id: string;
  /** Logical time, epoch milliseconds. */
  readonly at: number;
  readonly what: Happening;
  /** The id of the dispute, promise, payment, delivery or task. */
  readonly object?: string;
  /** With `task-done`: the step that made the task, and what came of it. */
  readonly step?: string;
  readonly outcome?: TaskOutcome;
  /** With `tagged` and `untagged`. */
  readonly tag?: string;
}

export const orders = [
  'pause',
  'resume',
  'skip',
  'jump',
  'stop',
  'approve',
  'refuse',
  'migrate',
  'resolve',
] as const;
export type Order = (typeof orders)[number];

/** Steps of an old release by id, with their id in a new one; null where it has no place for the run. */
export type Moves = Readonly<Record<string, string | null>>;

export interface Ordered {
  readonly type: 'ordered';
  readonly id: string;
  readonly at: number;
  readonly order: Order;
  /** With `jump`: the step to enter. */
  readonly step?: string;
  /** With `migrate`: the digest of the new release. */
  readonly release?: string;
  /** With `migrate`: the digest of the release that `moves` was made for; on any other it means nothing. */
  readonly from?: string;
  /** With `migrate`: where a step of the old release stands in the new one, if not under its own id. */
  readonly moves?: Moves;
  /** With `resolve`: the delivery and what is known of it. */
  readonly delivery?: string;
  readonly fate?: 'sent' | 'not-sent';
}

/** The answer to a `decide`, by what was asked. */
export type Answer =
  | {
      readonly ask: 'when';
      /** The instant at which the wait, the listening or the approval is over. */
      readonly at: number;
      /** The instant that the flow meant, before late start moved it. */
      readonly planned: number;
      /** True while the run catches up after a late start. */
      readonly late: boolean;
      /** With `listen`: the outcome that the facts already show. */
      readonly already?: string;
    }
  | { readonly ask: 'which'; readonly way: 'case' | 'else' | 'unknown'; readonly case?: string }
  | { readonly ask: 'variant'; readonly variant: string }
  | {
      readonly ask: 'holds';
      /** Why nothing is owed any more, if so. */
      readonly settled: 'paid' | 'credited' | 'written-off' | null;
      readonly insolvent: boolean;
      readonly holds: readonly Hold[];
    }
  | { readonly ask: 'kept'; readonly fate: 'kept' | 'broken' }
  | { readonly ask: 'kept'; readonly fate: 'until'; readonly until: number }
  | { readonly ask: 'when' | 'which' | 'variant' | 'holds' | 'kept'; readonly problem: Problem };

/** What became of a `perform`. Only `done` and `void` let the run go on. */
export type PerformOutcome =
  | { readonly fate: 'done'; readonly delivery?: string }
  | { readonly fate: 'void'; readonly why: string }
  | { readonly fate: 'blocked'; readonly holds: readonly Hold[] }
  /** Asked again at `until`, or earlier when new data come, where it waits for them. */
  | { readonly fate: 'deferred'; readonly until: number; readonly why: string; readonly orRefreshed?: true }
  | { readonly fate: 'failed'; readonly problem: Problem }
  | { readonly fate: 'unreachable' }
  | { readonly fate: 'uncertain'; readonly delivery: string };

export type Event =
  | { readonly type: 'started'; readonly at: number }
  | { readonly type: 'decided'; readonly command: string; readonly answer: Answer }
  | { readonly type: 'performed'; readonly command: string; readonly outcome: PerformOutcome }
  | { readonly type: 'woke'; readonly at: number }
  | Happened
  | Ordered;
