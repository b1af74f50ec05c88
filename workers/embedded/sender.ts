import type { Carrier } from '../carry/index.ts';
import type { OutgoingEmail } from '../channels/index.ts';

/** Sends in the background, some at once, so that a slow server does not stop the runs. */
export interface Sender {
  add(message: OutgoingEmail): void;
  busy(): boolean;
  /** True while so many are under way that no more should be booked. */
  full(): boolean;
  /** Resolves when one more has come to an end. */
  progress(): Promise<void>;
  drain(): Promise<void>;
}

/** Messages booked and not yet answered, at most. */
const mostAtOnce = 100;

export function createSender(
  send: (message: OutgoingEmail) => Promise<void>,
  report: Carrier['report'],
): Sender {
  const flying = new Set<Promise<void>>();
  return {
    add(message) {
      const flight = send(message)
        .catch((error: unknown) => {
          const text = error instanceof Error ? error.message : String(error);
          report({ code: 'send-failed', message: `delivery ${message.delivery}: ${text}` });
        })
        .finally(() => flying.delete(flight));
      flying.add(flight);
    },
    busy: () => flying.size > 0,
    full: () => flying.size >= mostAtOnce,
    async progress() {
      await Promise.race(flying);
    },
    async drain() {
      await Promise.all(flying);
    },
  };
}
