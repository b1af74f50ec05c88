/**
 * The driver of one machine, on the store. State, inbox, wake-up and outbox of a run change in one
 * transaction; who dies in between has changed nothing. Several of them may work on one PostgreSQL:
 * rows that one has locked the others pass over.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { earliestWake, readRun, relayFacts, tellRuns } from '../../store/index.ts';
import {
  advanceRuns,
  type Carrier,
  createBatchSize,
  createEntrance,
  customersAtOnce,
  mailRound,
  recoverAbandoned,
  recoverAtStart,
  runsAtOnce,
} from '../carry/index.ts';
import { wallClock } from '../clock.ts';
import type { Driver } from '../driver.ts';
import { createSender } from './sender.ts';

export interface EmbeddedOptions {
  readonly carrier: Carrier;
  readonly journalPath: string;
  /** Digests of the releases in force, in the workspace's order, asked at each round. */
  readonly heads: () => Promise<readonly string[]>;
  /** Numbers of the invoices of a trial; null takes all. */
  readonly only: ReadonlySet<string> | null;
  /** True where no other process works on this store. */
  readonly alone: boolean;
  /** Called when all that was due is done, with the next wake. */
  readonly onRest?: (next: number | null) => Promise<void> | void;
}

const factsAtOnce = 500;
/** Pause after the store failed, in milliseconds: doubled each time, at most a minute. */
const firstPause = 500;
const longestPause = 60_000;
/** Longest wait for a slow provider before the store is looked at again. */
const busyFor = 1_000;
/** What other processes imported or published is searched for this often. */
const searchEvery = 5_000;
/** Where there are none, all that is new was announced; this often it is made sure of. */
const searchAloneEvery = 60_000;
const maintenanceEvery = 15 * 60_000;
/** Rounds of work after which the store is cleaned up before that. */
const roundsUntilMaintenance = 200;
const recoveryEvery = 60_000;

export function createEmbedded(options: EmbeddedOptions): Driver {
  const { carrier } = options;
  const { store, clock } = carrier;
  const sender = createSender(carrier);
  let stopping = false;
  let wakened = new AbortController();
  let working: Promise<void> | null = null;
  const { heads, only } = options;
  const entrance = createEntrance(carrier, {
    heads,
    only,
    every: options.alone ? searchAloneEvery : searchEvery,
  });
  const turns = createBatchSize(store, runsAtOnce);
  const customers = createBatchSize(store, customersAtOnce);

  /** One round over everything that is due; true where it found something to do. */
  async function round(): Promise<boolean> {
    const relayed = await relayFacts(store.db, clock.now(), factsAtOnce);
    if (relayed > 0) entrance.search();
    const searches = await entrance.advance();
    const advanced = await turns.batch(
      (limit) => advanceRuns(carrier, limit),
      (count) => count,
    );
    if (searches || relayed + advanced > 0) return true;
    if (sender.full()) return false;
    const mail = await customers.batch(
      (limit) => mailRound(carrier, limit),
      (done) => done.customers,
    );
    sender.add(mail.outgoing);
    return mail.customers > 0;
  }

  async function rest(): Promise<void> {
    if (sender.busy()) {
      await Promise.race([sender.progress(), wallClock.sleepUntil(Date.now() + busyFor, wakened.signal)]);
      return;
    }
    const next = await earliestWake(store.db);
    await options.onRest?.(next);
    if (!stopping) await clock.sleepUntil(next, wakened.signal);
  }

  function housekeeping(): (worked: boolean) => Promise<void> {
    let maintained = Date.now();
    let rounds = 0;
    let recovered = Date.now();
    return async (worked) => {
      const now = Date.now();
      if (worked) rounds += 1;
      if (now - maintained > maintenanceEvery || rounds >= roundsUntilMaintenance) {
        maintained = now;
        rounds = 0;
        await store.maintain();
      }
      if (!options.alone && now - recovered > recoveryEvery) {
        recovered = now;
        await recoverAbandoned(carrier, options.journalPath);
      }
    };
  }

  async function work(): Promise<void> {
    const keep = housekeeping();
    let pause = firstPause;
    while (!stopping) {
      if (wakened.signal.aborted) wakened = new AbortController();
      try {
        const worked = await round();
        if (!worked) await rest();
        await keep(worked);
        pause = firstPause;
      } catch (error) {
        carrier.report({
          code: 'store-failed',
          message: error instanceof Error ? error.message : String(error),
          error,
        });
        // Woken early by a stop, or by somebody who asks: then it is tried at once.
        await delay(pause, undefined, { signal: wakened.signal }).catch(() => {});
        pause = Math.min(longestPause, pause * 2);
      }
    }
  }

  return {
    async start() {
      await recoverAtStart(carrier, options);
      working = work();
    },
    tell: (run, eventId, event) =>
      tellRuns(store.db, [{ run_id: run, event_id: eventId, event }], clock.now()).then(() =>
        wakened.abort(),
      ),
    read: (run) => readRun(store.db, run),
    nudge: () => {
      entrance.search();
      wakened.abort();
    },
    async stop() {
      stopping = true;
      carrier.sameServer.end();
      wakened.abort();
      await working;
      await sender.drain();
    },
  };
}
