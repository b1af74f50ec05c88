import type { Carrier } from '../carry/index.ts';
import type { OutgoingEmail } from '../channels/index.ts';

/** Sends in the background, a few at once, so that a slow server does not stop the runs. */
export interface Sender {
  add(message: OutgoingEmail): void;
  busy(): boolean;
  /** True while so many wait that no more should be booked. */
  full(): boolean;
  /** Resolves when one more has come to an end. */
  progress(): Promise<void>;
  /** Finishes what is in flight; what still waits was never handed over and is found at the next start. */
  drain(): Promise<void>;
}

/** Messages in a provider's hands at once: as many may be in doubt if the machine dies. */
const atOnce = 8;
/** Messages booked and not yet answered, beyond which no more are booked. */
const mostWaiting = 25;

export function createSender(
  send: (message: OutgoingEmail) => Promise<void>,
  report: Carrier['report'],
): Sender {
  const flying = new Set<Promise<void>>();
  const waiting: OutgoingEmail[] = [];
  let draining = false;

  function next(): void {
    while (!draining && flying.size < atOnce) {
      const message = waiting.shift();
      if (message === undefined) return;
      const flight = send(message)
        .catch((error: unknown) => {
          const text = error instanceof Error ? error.message : String(error);
          report({ code: 'send-failed', message: `delivery ${message.delivery}: ${text}`, error });
        })
        .finally(() => {
          flying.delete(flight);
          next();
        });
      flying.add(flight);
    }
  }

  return {
    add(message) {
      waiting.push(message);
      next();
    },
    busy: () => flying.size > 0,
    full: () => flying.size + waiting.length >= mostWaiting,
    async progress() {
      await Promise.race(flying);
    },
    async drain() {
      draining = true;
      await Promise.all(flying);
    },
  };
}
