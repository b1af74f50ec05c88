/**
 * The contract that every durable driver keeps. A driver carries commands out and returns outcomes
 * as events; it decides nothing. `embedded/` is one process on the store.
 */
import type { Event, RunState, TraceLine } from '../schemas/index.ts';

export interface ReadRun {
  readonly state: RunState;
  readonly status: 'running' | 'finished' | 'poisoned';
  readonly lines: readonly TraceLine[];
}

export interface Driver {
  /** Begins to work; resolves when it does. */
  start(): Promise<void>;
  /** Tells a run of an event: once for each event id, whatever happens. */
  tell(run: string, eventId: string, event: Event): Promise<void>;
  /** Where a run stands; null where there is none. */
  read(run: string): Promise<ReadRun | null>;
  /** Something changed in the store: look at once. */
  nudge(): void;
  /** Finishes what is in flight, then rests. */
  stop(): Promise<void>;
}
