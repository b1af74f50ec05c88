import { setTimeout as delay } from 'node:timers/promises';
import { type Answered, type Carrier, handOver, settleAnswered } from '../carry/index.ts';
import type { OutgoingEmail } from '../channels/index.ts';

/** Sends in the background, a few at once, so that a slow server does not stop the runs. */
export interface Sender {
  add(messages: readonly OutgoingEmail[]): void;
  busy(): boolean;
  /** True while so many wait that no more should be booked. */
  full(): boolean;
  /** Resolves when there is room for many more, or nothing in flight. */
  progress(): Promise<void>;
  /** Finishes what is in flight; what still waits was never handed over and is found at the next start. */
  drain(): Promise<void>;
}

/** Messages in a provider's hands at once: as many may be in doubt if the machine dies. */
const atOnce = 8;
/** Messages booked and not yet settled, beyond which no more are booked. */
const mostWaiting = 25;
/** How long answers are gathered before they are settled together, in milliseconds. */
const gathersFor = 20;

/** What is answered at about the same time is settled together: ten transactions cost ten times one. */
export function createSender(carrier: Carrier): Sender {
  const waiting: OutgoingEmail[] = [];
  let flying = 0;
  let answered: Answered[] = [];
  let unsettled = 0;
  let settling = false;
  let draining = false;
  let step = Promise.withResolvers<void>();

  const busy = () => flying + unsettled > 0;
  const booked = () => flying + unsettled + waiting.length;

  function failed(deliveries: readonly (number | string)[], error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    carrier.report({ code: 'send-failed', message: `delivery ${deliveries.join(', ')}: ${text}`, error });
  }

  function advance(): void {
    step.resolve();
    step = Promise.withResolvers();
  }

  function next(): void {
    while (!draining && flying < atOnce) {
      const message = waiting.shift();
      if (message === undefined) return;
      flying += 1;
      void fly(message);
    }
  }

  async function fly(message: OutgoingEmail): Promise<void> {
    const answer = await handOver(carrier, message).catch((error: unknown) => {
      failed([message.delivery], error);
      return null;
    });
    flying -= 1;
    if (answer === null) advance();
    else {
      answered.push(answer);
      unsettled += 1;
    }
    next();
    if (!settling) await settleAll();
  }

  async function settleAll(): Promise<void> {
    settling = true;
    while (answered.length > 0) {
      if (flying > 0) await delay(gathersFor);
      const batch = answered;
      answered = [];
      await settleAnswered(carrier, batch).catch((error: unknown) =>
        failed(
          batch.map(({ id }) => id),
          error,
        ),
      );
      unsettled -= batch.length;
      if (booked() <= mostWaiting / 2 || !busy()) advance();
    }
    settling = false;
  }

  return {
    add(messages) {
      waiting.push(...messages);
      next();
    },
    busy,
    full: () => booked() >= mostWaiting,
    progress: () => (busy() ? step.promise : Promise.resolve()),
    async drain() {
      draining = true;
      while (busy()) await step.promise;
    },
  };
}
