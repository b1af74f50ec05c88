import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockFolder, type Store } from '../../../store/index.ts';
import { wallClock } from '../../../workers/clock.ts';
import { type QueueName, queueNames } from '../../../workers/temporal/contract.ts';
import { dataFolderOf } from '../../house/data-folder.ts';
import { faultWords } from '../../house/fault-words.ts';
import { type OpenHouse, openHouse } from '../../house/open-house.ts';
import { openStoreAt } from '../../house/open-store-at.ts';
import { Refusal } from '../../operations/refusal.ts';
import { readSettings, type Settings } from '../../settings.ts';
import { serveMetrics } from '../../telemetry/index.ts';
import { exampleWorkspace, loadWorkspace } from '../../workspace/index.ts';
import type { WorkerOptions } from '../commands/worker.ts';
import { guarded } from '../guarded.ts';
import type { Cli } from '../io.ts';
import { workspaceFolder } from '../open-workspace.ts';
import { stopAsked } from '../start/stop-asked.ts';

/** Works until somebody asks it to stop, and finishes what it has in hand. */
export function runWorker(cli: Cli, options: WorkerOptions): Promise<void> {
  return guarded(cli, () => work(cli, options));
}

async function work(cli: Cli, options: WorkerOptions): Promise<void> {
  const settings = readSettings(cli.env, 'temporal');
  refuseAlone(settings);
  const folder = await workspaceFolder(cli, options);
  const isExample = folder === (await exampleWorkspace());
  const shared = dataFolderOf({
    ...{ asked: undefined, settings, cwd: cli.cwd, workspace: folder, isExample },
  });
  // Two processes never write one journal: what was in a dead one's hands is read from it.
  const dataFolder = options.data === undefined ? join(shared, 'worker') : resolve(cli.cwd, options.data);
  const queues = options.queue ?? queueNames;
  mkdirSync(dataFolder, { recursive: true });
  const unlock = lockFolder(dataFolder);
  try {
    const store = await openStoreAt(settings, dataFolder);
    const house = await houseOf(cli, {
      ...{ settings, folder, dataFolder, store, queues },
      documents: isExample ? join(shared, 'invoices') : null,
    });
    const { log } = house.carrier.telemetry;
    try {
      const served = await serveMetrics(settings.telemetry, house.metrics);
      log.info({ driver: settings.engine, store: store.kind }, 'started');
      await serve(cli, house, queues).finally(() => served?.close());
    } finally {
      log.info({}, 'stopped');
      await house.close();
    }
  } finally {
    unlock();
  }
  cli.out(cli.say({ fr: 'Arrêté.\n', en: 'Stopped.\n' }));
}

/** What only one process may open is no place for a second one to work. */
function refuseAlone({ databaseUrl, temporal }: Settings): void {
  if (databaseUrl === null) {
    throw new Refusal('conflict', {
      fr: 'un worker partage la base avec palier start, et la base embarquée n’admet qu’un processus : fixez DATABASE_URL, pour lui et pour palier start',
      en: 'a worker shares the store with palier start, and the embedded one takes one process only: set DATABASE_URL, for it and for palier start',
    });
  }
  if (temporal?.address == null) {
    throw new Refusal('conflict', {
      fr: 'un worker doit savoir où est Temporal : fixez TEMPORAL_ADDRESS, par exemple 127.0.0.1:7233',
      en: 'a worker must know where Temporal is: set TEMPORAL_ADDRESS, for example 127.0.0.1:7233',
    });
  }
}

interface Parts {
  readonly settings: Settings;
  readonly folder: string;
  readonly dataFolder: string;
  readonly store: Store;
  readonly queues: readonly QueueName[];
  /** Where the example's documents lie; null for a workspace that says so itself. */
  readonly documents: string | null;
}

async function houseOf(cli: Cli, parts: Parts): Promise<OpenHouse> {
  const { settings, folder, dataFolder, store, queues, documents } = parts;
  const loaded = await loadWorkspace(folder);
  return openHouse({
    ...{ loaded, settings, dataFolder, store, clock: wallClock, write: cli.err },
    ...(documents === null ? {} : { documents }),
    running: { only: null, queues, relays: false },
    onFault: (fault) =>
      settings.telemetry.log === null ? cli.err(`${cli.say(faultWords(fault))}\n`) : undefined,
  });
}

async function serve(cli: Cli, house: OpenHouse, queues: readonly QueueName[]): Promise<void> {
  const { driver, temporal, dataFolder } = house;
  // Listened for from the beginning: work may come in before the start is told.
  const asked = stopAsked();
  await driver?.start();
  const where = `${temporal?.place.address}, ${temporal?.place.namespace}`;
  cli.out(
    cli.say({
      fr: `Au travail pour ${queues.join(', ')} (Temporal ${where} ; journal dans ${dataFolder}). Ctrl-C finit ce qui est en main, un second arrête aussitôt.\n`,
      en: `At work for ${queues.join(', ')} (Temporal ${where}; journal in ${dataFolder}). Ctrl-C finishes what is in hand, a second one ends at once.\n`,
    }),
  );
  await asked;
  cli.out(
    cli.say({
      fr: 'Arrêt : ce qui est en main se termine…\n',
      en: 'Stopping: what is in hand is finished…\n',
    }),
  );
  await driver?.stop();
}
