import type { Clock } from '../clock.ts';

/** A clock that is never behind the server's: what the server has said is heard. */
export interface ServedClock extends Clock {
  /** The server's time, as a command or a task brought it; epoch milliseconds. */
  hear(instant: number): void;
}

/**
 * A machine whose own clock is slow must not take an open window for a closed one. Under a server that
 * skips time, `base` stands still and the server's time is all there is.
 */
export function createServedClock(base: Clock): ServedClock {
  let heard = 0;
  return {
    now: () => Math.max(base.now(), heard),
    sleepUntil: (instant, wakened) => base.sleepUntil(instant, wakened),
    hear(instant) {
      if (instant > heard) heard = instant;
    },
  };
}
