/**
 * Opens the house: the store, the journal, the way to the mail server, the workspace around them. The
 * driver is made and not started; nothing is published and no example loaded here.
 */
import { join } from 'node:path';
import type { Workspace } from '../../schemas/index.ts';
import { type Store, saveEntities } from '../../store/index.ts';
import { createHolidays } from '../../workers/calendar/holidays.ts';
import { type Carrier, createReleases, createSurroundings } from '../../workers/carry/index.ts';
import { createSmtpChannel } from '../../workers/channels/index.ts';
import type { Clock } from '../../workers/clock.ts';
import { createEmbedded } from '../../workers/embedded/index.ts';
import { openJournal } from '../../workers/journal/index.ts';
import type { Settings } from '../settings.ts';
import { type OpenTelemetry, openTelemetry } from '../telemetry/index.ts';
import type { LoadedWorkspace } from '../workspace/index.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createHeads, type Heads } from './heads.ts';
import type { House } from './house.ts';
import { noticesOf } from './notices.ts';

/** The house with what operations need beyond what the page shows. */
export interface OpenHouse extends House {
  /** The workspace as its files were when the house was opened. */
  readonly loaded: LoadedWorkspace;
  readonly settings: Settings;
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
  /** Called when all that was due is done, with the next wake. */
  readonly onRest?: (next: number | null) => Promise<void> | void;
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
    await options.store.close();
    throw error;
  }
}

async function furnish(options: HouseOptions): Promise<OpenHouse> {
  const { loaded, settings, dataFolder, store, clock, running } = options;
  const workspace = workspaceOf(loaded, options.documents);
  const watched = await openTelemetry({
    ...{ settings: settings.telemetry, store, clock, counts: running !== null },
    write: options.write ?? ((line) => void process.stderr.write(line)),
  });
  const faults = createFaults(watched.telemetry, options.onFault ?? (() => {}));
  const heads = createHeads(store, workspace.flows);
  const journalPath = join(dataFolder, 'journal', 'sends.jsonl');
  await saveEntities(store.db, workspace.entities);
  const carrier: Carrier = {
    store,
    clock,
    engine: 'embedded',
    releases: createReleases(),
    surroundings: createSurroundings(workspace.entities, createHolidays(), clock.now),
    workspace,
    folder: loaded.folder,
    email: settings.smtp === null ? null : createSmtpChannel(settings.smtp),
    journal: await openJournal(journalPath),
    telemetry: watched.telemetry,
    report: faults.report,
  };
  const driver = running === null ? null : driverOf(carrier, running, { heads, faults, journalPath });
  const isTrial = options.isTrial ?? false;
  let closing: Promise<void> | null = null;
  const close = async () => {
    try {
      await driver?.stop();
      await carrier.email?.close();
      await carrier.journal.close();
    } finally {
      await watched.close();
      await store.close();
    }
  };
  const house = { store, clock, carrier, driver, workspace, folder: loaded.folder, dataFolder };
  return {
    ...house,
    notices: () => noticesOf({ settings, workspace, faults, isTrial, clock, only: running?.only ?? null }),
    ...{ loaded, settings, heads, faults, journalPath, isTrial, metrics: watched.metrics },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function workspaceOf({ workspace }: LoadedWorkspace, documents: string | undefined): Workspace {
  if (workspace === undefined) throw new Error('palier.json has errors; "palier check" names them');
  return documents === undefined || workspace.documents !== undefined
    ? workspace
    : { ...workspace, documents };
}

function driverOf(
  carrier: Carrier,
  { only, onRest }: Running,
  { heads, faults, journalPath }: Pick<OpenHouse, 'heads' | 'faults' | 'journalPath'>,
) {
  return createEmbedded({
    carrier,
    journalPath,
    heads: heads.inOrder,
    only,
    alone: carrier.store.kind === 'pglite',
    onRest: async (next) => {
      faults.storeAnswers();
      await onRest?.(next);
    },
  });
}
