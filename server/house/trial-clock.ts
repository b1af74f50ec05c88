import { freshenSources, readLogicalTime, type Store, saveLogicalTime } from '../../store/index.ts';
import { createTrialClock, type TrialClock } from '../../workers/clock.ts';

export interface TrialOptions {
  /** Where a trial that begins now starts, epoch milliseconds. */
  readonly start: number;
  /** Logical seconds in one second. */
  readonly speed: number;
  readonly until: number | null;
}

/**
 * A trial clock that a store remembers: it goes on from the stored time, never earlier, because runs
 * have lived through it. The time is stored before anything is done at it. The ledger counts as fresh
 * at every moment, as if the nightly export had come.
 */
export async function createStoredTrialClock(store: Store, options: TrialOptions): Promise<TrialClock> {
  const stored = await readLogicalTime(store.db);
  const start = stored ?? options.start;
  const clock = createTrialClock(start, options.speed, options.until);
  await saveLogicalTime(store.db, start);
  return {
    now: clock.now,
    get ended() {
      return clock.ended;
    },
    async sleepUntil(instant, wakened) {
      const before = clock.now();
      await clock.sleepUntil(instant, wakened);
      if (clock.now() === before) return;
      await saveLogicalTime(store.db, clock.now());
      await freshenSources(store.db, clock.now());
    },
  };
}

/** The clock of a store that is opened for one command: that of its trial, standing still, if it lives one. */
export function standingClock(now: number): TrialClock {
  return createTrialClock(now, 1, now);
}
