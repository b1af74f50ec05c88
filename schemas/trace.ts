/** What a trace line can say. */
export type TraceWhat =
  | 'started'
  | 'waits'
  | 'took'
  | 'assigned'
  | 'done'
  | 'void'
  | 'blocked'
  | 'deferred'
  | 'failed'
  | 'unreachable'
  | 'uncertain'
  | 'resolved'
  | 'heard'
  | 'timeout'
  | 'held'
  | 'released'
  | 'promise-kept'
  | 'promise-broken'
  | 'ordered'
  | 'migrated'
  | 'finished';

export type TraceDetail = Readonly<Record<string, string | number | boolean | null>>;

/**
 * One line of a run's trace. `at` is logical, in epoch milliseconds; nothing in a line differs by
 * driver: no database ids, no real instants.
 */
export interface TraceLine {
  readonly at: number;
  readonly step: string;
  readonly visit: number;
  readonly what: TraceWhat;
  readonly detail: TraceDetail | null;
}
