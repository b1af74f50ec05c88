/**
 * Whether PostgreSQL is still the server that this process has written to. One that took over, or that
 * crashed, may lack the last that was committed: among it messages that have left since. So nothing is
 * booked on a server that is another one, or was started again, before the send journal has been compared
 * with it, as at a start.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { readServer, type Store, type Tx } from '../../store/index.ts';
import { CarryError } from './carry-error.ts';

export interface SameServer {
  /** Compares for the first time, and keeps looking whether it has become another one. */
  begin(compare: () => Promise<void>): Promise<void>;
  /** @throws CarryError `server-changed`, retryable, in a transaction that would book messages. */
  demand(tx: Tx): Promise<void>;
  /** So many messages are about to be booked; each of them lands. */
  booked(count: number): void;
  /** So many are settled, or were not booked after all: the journal says now what became of them. */
  landed(count: number): void;
  end(): void;
}

/** How often it is looked at, in milliseconds. */
const lookEvery = 2_000;
/** How long other processes have to compare theirs, before anything is booked again. */
const forOthers = 5_000;
/** Pause after a comparison that failed. */
const pause = 1_000;

export function createSameServer(store: Store): SameServer {
  // An embedded database is this process's own.
  const canChange = store.kind === 'postgres';
  let known: string | null = null;
  let flying = 0;
  let comparing: Promise<void> | null = null;
  let compare: () => Promise<void> = async () => {};
  let looking: NodeJS.Timeout | undefined;
  let ended = false;

  /** Until one and the same server stood before and after. */
  async function settleOn(): Promise<string> {
    for (;;) {
      const before = await readServer(store.db);
      await compare();
      if ((await readServer(store.db)) === before) return before;
    }
  }

  async function compareAgain(): Promise<void> {
    while (!ended) {
      try {
        while (flying > 0 && !ended) await delay(20);
        const server = await settleOn();
        await delay(forOthers);
        if ((await readServer(store.db)) !== server) continue;
        known = server;
        return;
      } catch {
        // It is away, or went again.
        await delay(pause);
      }
    }
  }

  function again(): void {
    comparing ??= compareAgain().finally(() => {
      comparing = null;
    });
  }

  async function look(): Promise<void> {
    const server = await readServer(store.db).catch(() => known);
    if (server !== known) again();
  }

  return {
    async begin(first) {
      compare = first;
      if (!canChange) return first();
      known = await settleOn();
      looking = setInterval(look, lookEvery).unref();
    },
    async demand(tx) {
      if (known === null) return;
      if (comparing === null && (await readServer(tx)) === known) return;
      again();
      throw new CarryError(
        'server-changed',
        'the database server is another one than before, or was started again: what was sent is compared with it first',
        true,
      );
    },
    booked(count) {
      flying += count;
    },
    landed(count) {
      flying -= count;
    },
    end() {
      ended = true;
      clearInterval(looking);
    },
  };
}
