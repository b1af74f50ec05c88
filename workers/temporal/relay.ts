/**
 * Brings what the store knows to Temporal: facts to the runs that they concern, open invoices to a flow,
 * new runs to their workflow. Everything waits in the store until Temporal has taken it; several
 * processes may relay beside each other.
 */

import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { type RelayBacklog, readRelayBacklog, relayFacts } from '../../store/index.ts';
import { type Carrier, createEntrance } from '../carry/index.ts';
import { wallClock } from '../clock.ts';
import { beginRuns, type Telling } from './begin-runs.ts';
import { tellWaiting } from './tell-runs.ts';
import { TemporalError } from './temporal-error.ts';
import { statusOf } from './temporal-fault.ts';

export interface RelayOptions {
  readonly carrier: Carrier;
  /** A connected client; rejects while there is none to be had. */
  readonly connect: () => Promise<Client>;
  readonly taskQueuePrefix: string;
  readonly heads: () => Promise<readonly string[]>;
  readonly only: ReadonlySet<string> | null;
  /** Workflows begun a second, at most. */
  readonly pace: number;
  readonly onRest?: () => Promise<void> | void;
}

export interface RelayStatus {
  /** True while Temporal does not answer. */
  readonly isAway: boolean;
  readonly backlog: RelayBacklog;
}

export interface Relay {
  start(): void;
  nudge(): void;
  status(): Promise<RelayStatus>;
  stop(): Promise<void>;
}

const factsAtOnce = 500;
const runsAtOnce = 25;
/** What other processes did is looked for this often, in milliseconds. */
const restFor = 1_000;
const searchEvery = 5_000;
const firstPause = 500;
const longestPause = 15_000;

export function createRelay(options: RelayOptions): Relay {
  const { carrier } = options;
  const { db } = carrier.store;
  let stopping = false;
  let wakened = new AbortController();
  let working: Promise<void> = Promise.resolve();
  let isAway = false;
  let retryPause = firstPause;
  let retryAt = 0;
  const { heads, only } = options;
  const entrance = createEntrance(carrier, { heads, only, every: searchEvery });

  /** What needs no Temporal: it goes on while Temporal is away. */
  async function inTheStore(): Promise<number> {
    const relayed = await relayFacts(db, carrier.clock.now(), factsAtOnce);
    if (relayed > 0) entrance.search();
    return relayed + ((await entrance.advance()) ? 1 : 0);
  }

  async function withTemporal(): Promise<number> {
    const telling: Telling = { ...options, client: await options.connect() };
    const began = performance.now();
    const begun = await beginRuns(telling, runsAtOnce);
    const told = await tellWaiting(telling, runsAtOnce);
    if (begun > 0) await pause((begun / options.pace) * 1_000 - (performance.now() - began));
    return begun + told;
  }

  /** Woken early by a stop alone. */
  async function pause(milliseconds: number): Promise<void> {
    const until = Date.now() + milliseconds;
    while (!stopping && Date.now() < until) {
      await delay(Math.min(100, Math.max(1, until - Date.now())));
    }
  }

  async function tellTemporal(): Promise<number> {
    if (isAway && Date.now() < retryAt) return 0;
    try {
      const done = await withTemporal();
      isAway = false;
      retryPause = firstPause;
      return done;
    } catch (error) {
      if (!isOfTemporal(error)) throw error;
      isAway = true;
      carrier.report({ code: 'temporal-away', message: reasonOf(error), error });
      retryAt = Date.now() + retryPause;
      retryPause = Math.min(longestPause, retryPause * 2);
      return 0;
    }
  }
  async function work(): Promise<void> {
    let failures = firstPause;
    while (!stopping) {
      if (wakened.signal.aborted) wakened = new AbortController();
      try {
        const done = (await inTheStore()) + (await tellTemporal());
        failures = firstPause;
        if (done > 0) continue;
        await options.onRest?.();
        await wallClock.sleepUntil(Date.now() + restFor, wakened.signal);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        carrier.report({ code: 'store-failed', message, error });
        await pause(failures);
        failures = Math.min(longestPause, failures * 2);
      }
    }
  }

  return {
    start() {
      working = work();
    },
    nudge() {
      entrance.search();
      wakened.abort();
    },
    status: async () => ({ isAway, backlog: await readRelayBacklog(db) }),
    async stop() {
      stopping = true;
      wakened.abort();
      await working;
    },
  };
}

/** What the server answered, or that it did not; all else is the store's. */
function isOfTemporal(error: unknown): boolean {
  return error instanceof TemporalError || statusOf(error) !== null;
}

/** The client hides what the server said behind a sentence of its own. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
