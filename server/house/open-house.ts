/**
 * Opens the house: the store, the journal, the way to the mail server, the workspace around them. The
 * driver is made and not started; nothing is published and no example loaded here.
 */
import { join } from 'node:path';
import type { Workspace } from '../../schemas/index.ts';
import { installationOf, readRelayBacklog, type Store, saveEntities } from '../../store/index.ts';
import { createHolidays } from '../../workers/calendar/holidays.ts';
import {
  type Carrier,
  createReleases,
  createSameServer,
  createSurroundings,
} from '../../workers/carry/index.ts';
import { createSmtpChannel } from '../../workers/channels/index.ts';
import type { Clock } from '../../workers/clock.ts';
import { openJournal } from '../../workers/journal/index.ts';
import type { QueueName } from '../../workers/temporal/contract.ts';
import { createServedClock } from '../../workers/temporal/served-clock.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import type { Settings } from '../settings.ts';
import { type OpenTelemetry, openTelemetry } from '../telemetry/index.ts';
import type { LoadedWorkspace } from '../workspace/index.ts';
import { readAgeOfData } from './age-of-data.ts';
import { createDriver } from './create-driver.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createHeads, type Heads } from './heads.ts';
import type { House } from './house.ts';
import { noticesOf } from './notices.ts';
import type { OpenTemporal } from './open-temporal.ts';

/** The house with what operations need beyond what the page shows. */
export interface OpenHouse extends House {
  /** The workspace as its files were when the house was opened. */
  readonly loaded: LoadedWorkspace;
  readonly settings: Settings;
  /** The Temporal server in use; null where the engine is embedded, or no server is known. */
  readonly temporal: Pick<OpenTemporal, 'place' | 'page'> | null;
  /**
   * Starts the development server that earlier starts used, or finds it running: for a command that nobody asks
   * through a running process. Null where there is none, or nobody said where.
   */
  readonly openOwnTemporal: () => Promise<OpenTemporal | null>;
  readonly heads: Heads;
  readonly faults: Faults;
  /** What Prometheus is given; null where the store was opened for one command only. */
  readonly metrics: OpenTelemetry['metrics'];
  readonly journalPath: string;
  /** True where the clock is that of a trial. */
  readonly isTrial: boolean;
  /** Finishes what is in flight and gives everything back. May be called twice. */
  close(): Promise<void>;
}

export interface Running {
  /** Numbers of the invoices of a trial; null takes all. */
  readonly only: ReadonlySet<string> | null;
  /** Called when all that was due is done, with the next wake; null where Temporal keeps the time. */
  readonly onRest?: (next: number | null) => Promise<void> | void;
  /** With Temporal: the queues that this process serves; all where it says nothing. */
  readonly queues?: readonly QueueName[];
  /** With Temporal: false in a process that only works. */
  readonly relays?: boolean;
}

export interface HouseOptions {
  readonly loaded: LoadedWorkspace;
  readonly settings: Settings;
  readonly dataFolder: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly isTrial?: boolean;
  /** Folder or URL template of documents, where the workspace names none. */
  readonly documents?: string;
  /** The Temporal server of this process, closed with the house; none where it is only asked for. */
  readonly temporal?: OpenTemporal;
  readonly openOwnTemporal?: OpenHouse['openOwnTemporal'];
  /** Null where the store was opened for one command only. */
  readonly running: Running | null;
  readonly onFault?: (fault: Fault) => void;
  /** Where lines of the log go, if any are asked for; the standard error output where absent. */
  readonly write?: (line: string) => void;
}

/**
 * Furnishes an open store. Closes the store where that fails.
 *
 * @throws Error where the workspace's settings have errors: check it first.
 */
export async function openHouse(options: HouseOptions): Promise<OpenHouse> {
  try {
    return await furnish(options);
  } catch (error) {
    await options.temporal?.close();
    await options.store.close();
    throw error;
  }
}

async function furnish(options: HouseOptions): Promise<OpenHouse> {
  const { loaded, settings, dataFolder, store, running } = options;
  const place = options.temporal?.place ?? placeOf(settings);
  if (running !== null && settings.engine === 'temporal' && place === null) {
    throw new Error('there is no Temporal server to drive the runs');
  }
  const served = place === null ? null : createServedClock(options.clock);
  const clock = served ?? options.clock;
  const workspace = workspaceOf(loaded, options.documents);
  const watched = await openTelemetry({
    ...{ settings: settings.telemetry, store, clock, counts: running !== null },
    write: options.write ?? ((line) => void process.stderr.write(line)),
  });
  const faults = createFaults(watched.telemetry, options.onFault ?? (() => {}));
  const heads = createHeads(store, workspace.flows);
  const journalPath = join(dataFolder, 'journal', 'sends.jsonl');
  await saveEntities(store.db, workspace.entities);
  // Before the first backup, that a later one may be put back beside the same Temporal.
  await installationOf(store.db);
  const carrier: Carrier = {
    store,
    clock,
    engine: settings.engine,
    releases: createReleases(),
    sameServer: createSameServer(store),
    surroundings: createSurroundings(workspace.entities, createHolidays(), clock.now),
    workspace,
    folder: loaded.folder,
    email: settings.smtp === null ? null : createSmtpChannel(settings.smtp),
    journal: await openJournal(journalPath, { own: running !== null }),
    telemetry: watched.telemetry,
    report: faults.report,
  };
  const temporal = place === null || served === null ? null : { clock: served, place };
  const parts = { carrier, heads, faults, journalPath, temporal, rates: settings.rates };
  const driver = running === null ? null : await createDriver({ ...parts, running });
  const isTrial = options.isTrial ?? false;
  let closing: Promise<void> | null = null;
  const close = async () => {
    try {
      await driver?.stop();
      await carrier.email?.close();
      await carrier.journal.close();
    } finally {
      await options.temporal?.close();
      await watched.close();
      await store.close();
    }
  };
  const house = { store, clock, carrier, driver, workspace, folder: loaded.folder, dataFolder };
  return {
    ...house,
    notices: async () => {
      const backlog = place === null ? null : await readRelayBacklog(store.db);
      const data = await readAgeOfData(house, { heads, releases: carrier.releases });
      const only = running?.only ?? null;
      return noticesOf({ settings, workspace, faults, isTrial, clock, backlog, data, only });
    },
    temporal: place === null ? null : { place, page: options.temporal?.page ?? null },
    openOwnTemporal: options.openOwnTemporal ?? (async () => null),
    ...{ loaded, settings, heads, faults, journalPath, isTrial, metrics: watched.metrics },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function placeOf({ temporal }: Settings): TemporalPlace | null {
  if (temporal === null) return null;
  const { address } = temporal;
  return address === null ? null : { ...temporal, address };
}

function workspaceOf({ workspace }: LoadedWorkspace, documents: string | undefined): Workspace {
  if (workspace === undefined) throw new Error('palier.json has errors; "palier check" names them');
  return documents === undefined || workspace.documents !== undefined
    ? workspace
    : { ...workspace, documents };
}
