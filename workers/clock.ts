/**
 * The time that a driver lives by. Nothing else in the workers reads a clock.
 */
export interface Clock {
  /** Logical time, epoch milliseconds. */
  now(): number;
  /**
   * Waits until an instant (null: without end), or until the signal. Called only when all that is due
   * is done, so that a trial clock can leap.
   */
  sleepUntil(instant: number | null, wakened: AbortSignal): Promise<void>;
}

/** Longest real sleep: the store is looked at again, for what other processes did. */
const longestSleep = 5_000;

/** A timer that is set for longer than 2^31 milliseconds fires at once. */
const longestTimer = 24 * 60 * 60_000;

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

/** The wall clock. */
export const wallClock: Clock = {
  now: () => Date.now(),
  sleepUntil: (instant, wakened) => {
    const wait = instant === null ? longestSleep : instant - Date.now();
    return delay(Math.min(longestSleep, Math.max(0, wait)), wakened);
  },
};

export interface TrialClock extends Clock {
  /** True once the clock stands at its end and nothing more is due before it. */
  readonly ended: boolean;
}

/**
 * A clock for trials and tests: it stands still while there is work, and leaps to the next instant at
 * which something is due, at most `speed` times as fast as the wall clock. So a machine is never late,
 * and weeks run in minutes.
 *
 * @param until Where the clock stops, epoch milliseconds; null: never.
 */
export function createTrialClock(start: number, speed: number, until: number | null): TrialClock {
  let now = start;
  let ended = false;
  return {
    now: () => now,
    get ended() {
      return ended;
    },
    async sleepUntil(instant, wakened) {
      const target = instant === null || (until !== null && instant > until) ? until : instant;
      if (target === null || target <= now) {
        ended = until !== null && now >= until;
        await delay(longestSleep, wakened);
        return;
      }
      const began = performance.now();
      const wait = Math.min(longestTimer, (target - now) / speed);
      await delay(wait, wakened);
      const passed = (performance.now() - began) * speed;
      const arrived = !wakened.aborted && wait < longestTimer;
      now = arrived ? target : Math.min(target, Math.floor(now + passed));
    },
  };
}
