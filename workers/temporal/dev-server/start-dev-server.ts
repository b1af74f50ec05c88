/**
 * Starts Temporal's dev server on a folder's data, or finds the one that runs there already.
 *
 * The server is a process of its own group: Ctrl-C reaches Palier alone, which ends it last. When
 * Palier is killed the server stays, and the next start takes it over by its record if it answers and
 * has the same settings, or ends it and starts anew. It is not made to die with Palier: a guard that
 * did this could be killed too, so finding it again is needed anyway. One Palier at a time uses a
 * folder (its lock), and data that a server of someone else has open are refused. The data
 * survive a kill of the server: once it has `exited`, start again with the same ports.
 */
import { mkdirSync } from 'node:fs';
import { lockFolder, StoreError } from '../../../store/index.ts';
import { answersWithin } from './answers.ts';
import { DevServerError } from './errors.ts';
import { holdersOf } from './holders-of.ts';
import { databaseIn, type LaunchOptions, launch, type RunningServer } from './launch.ts';
import { type Ending, endProcess, ofRecord } from './server-process.ts';
import { readRecord, removeRecord, type ServerRecord } from './server-record.ts';
import { settingsText } from './settings.ts';

export interface DevServerOptions extends LaunchOptions {
  /** Is told what takes long. */
  readonly say: (text: string) => void;
}

export interface DevServer {
  /** For clients and workers: host and port. */
  readonly address: string;
  readonly port: number;
  /** The web interface; null without it. */
  readonly uiAddress: string | null;
  readonly uiPort: number | null;
  readonly pid: number;
  /** True when it was running already. */
  readonly adopted: boolean;
  /** Resolves when it ended, `asked` when `stop` was called before. */
  readonly exited: Promise<Ending & { readonly asked: boolean }>;
  /** Ends it: asks, waits at most ten seconds, kills. */
  stop(): Promise<void>;
}

/** Milliseconds: for a server that was left behind to answer, and for one to end when it is asked to. */
const patience = { answer: 5_000, end: 10_000 };

/**
 * @throws DevServerError `data-in-use`, `port-taken` or `not-started`.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = takeFolder(folder);
  const release = () => {
    removeRecord(folder);
    unlock();
  };
  try {
    const found = await takeOver(options);
    if (found === null) refuseIfOpen(folder);
    const running = found ?? (await launch(options));
    return devServer(running, { adopted: found !== null, release });
  } catch (error) {
    unlock();
    throw error;
  }
}

function takeFolder(folder: string): () => void {
  try {
    return lockFolder(folder);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { processId = '' } = error.ids;
    const message = `process ${processId} uses the Temporal data in ${folder}; stop it, or set TEMPORAL_ADDRESS to one server for both`;
    throw new DevServerError('data-in-use', message, { folder, processId }, error);
  }
}

function refuseIfOpen(folder: string): void {
  const [pid] = holdersOf(databaseIn(folder));
  if (pid === undefined) return;
  const message = `process ${pid}, which Palier does not know, has the Temporal data in ${folder} open; end it first`;
  throw new DevServerError('data-in-use', message, { folder, processId: pid });
}

/** The server that an earlier Palier left behind, when it can serve this one; otherwise it is ended. */
async function takeOver(options: DevServerOptions): Promise<RunningServer | null> {
  const { folder, namespace, say } = options;
  const record = readRecord(folder);
  const server = record === null ? null : ofRecord(record.pid, record.started);
  if (record === null || server === null) return null;
  const { port, uiPort } = record;
  const { isRunning } = server;
  if (fits(record, options) && (await answersWithin(patience.answer, { port, namespace, isRunning }))) {
    return { server, port, uiPort };
  }
  say(`Ending the Temporal server of an earlier start (process ${server.pid}) …`);
  await endProcess(server, patience.end);
  return null;
}

function fits(record: ServerRecord, options: DevServerOptions): boolean {
  return (
    record.settings === settingsText(options) &&
    (options.port === undefined || options.port === record.port) &&
    (options.uiPort === undefined || record.uiPort === null || options.uiPort === record.uiPort)
  );
}

function devServer(
  { server, port, uiPort }: RunningServer,
  { adopted, release }: { readonly adopted: boolean; readonly release: () => void },
): DevServer {
  let asked = false;
  let released = false;
  // Once: another Palier may hold the folder by the time that both the end and `stop` have come here.
  const releaseOnce = () => {
    if (!released) release();
    released = true;
  };
  const exited = server.gone.then((ending) => {
    releaseOnce();
    return { ...ending, asked };
  });
  return {
    address: `127.0.0.1:${port}`,
    port,
    uiAddress: uiPort === null ? null : `http://127.0.0.1:${uiPort}`,
    uiPort,
    pid: server.pid,
    adopted,
    exited,
    stop: async () => {
      asked = true;
      await endProcess(server, patience.end);
      releaseOnce();
    },
  };
}
