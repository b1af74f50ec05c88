import type { Carrier } from '../../workers/carry/index.ts';
import type { Driver } from '../../workers/driver.ts';
import { createEmbedded } from '../../workers/embedded/index.ts';
import { queueNames } from '../../workers/temporal/contract.ts';
import type { ServedClock } from '../../workers/temporal/served-clock.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import type { Settings } from '../settings.ts';
import type { Faults } from './faults.ts';
import type { Heads } from './heads.ts';
import type { Running } from './open-house.ts';

export interface DriverParts {
  readonly carrier: Carrier;
  readonly running: Running;
  readonly heads: Heads;
  readonly faults: Faults;
  readonly journalPath: string;
  readonly rates: Settings['rates'];
  /** Null where the engine is embedded. */
  readonly temporal: {
    readonly clock: ServedClock;
    readonly place: TemporalPlace;
  } | null;
}

/** The driver of the engine that was chosen; made, not started. */
export function createDriver(parts: DriverParts): Promise<Driver> {
  return parts.temporal === null
    ? Promise.resolve(createEmbeddedDriver(parts))
    : createTemporalDriver(parts, parts.temporal);
}

function createEmbeddedDriver({ carrier, running, heads, faults, journalPath }: DriverParts): Driver {
  return createEmbedded({
    carrier,
    journalPath,
    heads: heads.inOrder,
    only: running.only,
    alone: carrier.store.kind === 'pglite',
    onRest: async (next) => {
      faults.over('store-failed');
      await running.onRest?.(next);
    },
  });
}

/** Temporal's libraries are loaded here and nowhere else: a start without them stays fast. */
async function createTemporalDriver(
  { carrier, running, heads, faults, journalPath, rates }: DriverParts,
  { clock, place }: NonNullable<DriverParts['temporal']>,
): Promise<Driver> {
  const { createTemporal, installRuntime } = await import('../../workers/temporal/index.ts');
  const queues = running.queues ?? queueNames;
  // It lives as long as a connection of workers does: where there is none, the process would never end.
  if (queues.length > 0) installRuntime(carrier.telemetry.log);
  const driver = createTemporal({
    ...{ carrier, clock, place, journalPath, rates },
    alone: carrier.store.kind === 'pglite',
    queues,
    heads: heads.inOrder,
    only: running.only,
    relays: running.relays ?? true,
    onRest: async () => {
      faults.over('store-failed');
      if (faults.has('temporal-away') && !(await driver.status()).isAway) {
        faults.over('temporal-away');
      }
      await running.onRest?.(null);
    },
  });
  return driver;
}
