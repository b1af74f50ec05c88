import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { startOf } from '../../../store/index.ts';
import { answersWithin } from './answers.ts';
import { DevServerError } from './errors.ts';
import { demandFree, freePort } from './ports.ts';
import { namesTakenPort, type ServerLog, serverLog, startFailure } from './server-log.ts';
import { endProcess, ofChild, type ServerProcess } from './server-process.ts';
import { removeRecord, writeRecord } from './server-record.ts';
import { argumentsOf, type DevServerSettings, settingsText } from './settings.ts';

export interface LaunchOptions extends DevServerSettings {
  /** The folder of the server's data, log and record. */
  readonly folder: string;
  /** Any free port where none is given. */
  readonly port?: number;
  readonly uiPort?: number;
}

/** A server that answers. */
export interface RunningServer {
  readonly server: ServerProcess;
  readonly port: number;
  readonly uiPort: number | null;
}

const startTime = 60_000;
const patience = 10_000;

export const databaseIn = (folder: string) => join(folder, 'temporal.db');

/**
 * Starts a server and waits until it answers. Somebody may take one of its ports after it was found free,
 * those of its own choice too: then it is started again.
 *
 * @throws DevServerError `port-taken` or `not-started`.
 */
export async function launch(options: LaunchOptions, attempts = 3): Promise<RunningServer> {
  const { folder, namespace } = options;
  const find = (asked: number | undefined) => (asked === undefined ? freePort() : demandFree(asked));
  const port = await find(options.port);
  const uiPort = options.headless === true ? null : await find(options.uiPort);
  const log = serverLog(folder);
  const args = argumentsOf(options, { port, uiPort, database: databaseIn(folder) });
  const server = await spawnServer(options.cli, args, log);
  writeRecord(folder, {
    pid: server.pid,
    started: startOf(server.pid),
    port,
    uiPort,
    settings: settingsText(options),
  });
  if (await answersWithin(startTime, { port, namespace, isRunning: server.isRunning })) {
    return { server, port, uiPort };
  }
  const endedItself = !server.isRunning();
  await endProcess(server, patience);
  removeRecord(folder);
  if (endedItself && attempts > 1 && namesTakenPort(log)) return launch(options, attempts - 1);
  throw startFailure(log, endedItself ? 'ended at once' : `did not answer within ${startTime / 1000} s`);
}

/** A group of its own keeps a terminal's Ctrl-C from it: the workers that need it stop first. */
function spawnServer(cli: string, args: readonly string[], { path }: ServerLog): Promise<ServerProcess> {
  const log = openSync(path, 'a', 0o600);
  const child = spawn(cli, args, { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new DevServerError('not-started', `${cli} cannot be run: ${error.message}`, { cli }, error));
    });
    child.once('spawn', () => {
      const { pid } = child;
      if (pid !== undefined) resolve(ofChild(Object.assign(child, { pid })));
    });
  });
}
