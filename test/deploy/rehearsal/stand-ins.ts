/**
 * What stands for the images of others: Debian's PostgreSQL, Temporal's development server, the mail server
 * of the tests. A job that only prepares an image's own data has nothing to do here.
 */
import { connect } from 'node:net';
import { join } from 'node:path';
import { startSmtp } from '../../smtp/start.ts';
import { root } from '../composition.ts';
import type { Places } from './places.ts';
import { complete, type Running, start, until } from './running.ts';

export interface Tools {
  /** Temporal's command line, with its development server. */
  readonly temporal: string;
}

export interface StandIn {
  /** The process, where the stand-in is one that this test started. */
  readonly running: Running | null;
  stop(): Promise<void>;
}

type Start = (places: Places, tools: Tools) => Promise<StandIn | null>;

/** By service. Null: there is nothing to start. */
export const standIns: Readonly<Record<string, Start>> = {
  postgres: startPostgres,
  'temporal-schema': async () => null,
  temporal: startTemporal,
  // The development server serves its own.
  'temporal-ui': async () => null,
  mail: startMail,
};

/** A new cluster with passwords, and the databases that the composition's own script makes in it. */
async function startPostgres(places: Places): Promise<StandIn> {
  const secrets = places.source('postgres-secrets');
  const password = join(secrets, 'superuser');
  const port = String(places.port('postgres', 5432));
  const command = [
    process.execPath,
    join(root, 'scripts/postgres.mjs'),
    '--port',
    port,
    '--password',
    password,
  ];
  const running = start({ name: 'postgres', command, env: process.env, cwd: places.folder });
  await says(running, /^TEST_DATABASE_URL=/m);
  const superuser = await import('node:fs').then(({ readFileSync }) => readFileSync(password, 'utf8').trim());
  const env = { ...process.env, PGHOST: '127.0.0.1', PGPORT: port, PGPASSWORD: superuser };
  await complete({
    name: 'postgres-init',
    command: ['sh', join(root, 'deploy/postgres-init.sh')],
    env: { ...env, PALIER_SECRETS: secrets },
    cwd: places.folder,
  });
  return { running, stop: async () => void (await running.stop(30_000)) };
}

/**
 * Without the namespace: whoever needs one registers it, as on a server of one's own. Beside the ports that
 * it is given it takes some of its own choice; where somebody else was faster it ends, and is started again.
 */
async function startTemporal(places: Places, { temporal }: Tools, attempts = 5): Promise<StandIn> {
  const own = places.port('temporal', 7233);
  const port = ['--port', String(own)];
  const ui = ['--ui-port', String(places.port('temporal-ui', 8080))];
  const data = ['--db-filename', join(places.folder, 'temporal.db')];
  const command = [temporal, 'server', 'start-dev', '--ip', '127.0.0.1', ...port, ...ui, ...data];
  await places.leavePorts('temporal-ui');
  const running = start({
    name: 'temporal',
    command: [...command, '--log-level', 'error'],
    env: { ...process.env, HOME: places.folder },
    cwd: places.folder,
  });
  await until(120_000, async () => {
    const found = await listens(own);
    return found === true || !running.lives() || `${found}\n${running.said()}`;
  });
  if (!running.lives() && attempts > 1) return startTemporal(places, { temporal }, attempts - 1);
  return { running, stop: async () => void (await running.stop(30_000)) };
}

async function startMail(places: Places): Promise<StandIn> {
  const { stop } = await startSmtp({ port: places.port('mail', 1025), log: mailLog(places) });
  return { running: null, stop };
}

/** Where the mail server writes what it took over: one message a line. */
export function mailLog({ folder }: Places): string {
  return join(folder, 'mail.jsonl');
}

/**
 * The health check of an image of others, with the programs of this machine: the images bring `nc`, `wget`
 * and Mailpit's own.
 */
export async function answersHere(
  service: string,
  places: Places,
  test: readonly string[],
): Promise<true | string> {
  const [program] = test;
  if (program === 'pg_isready') {
    const env = { ...process.env, PGPORT: String(places.port('postgres', 5432)) };
    return complete({ name: service, command: test, env, cwd: places.folder }).then(
      () => true as const,
      (error: Error) => error.message,
    );
  }
  if (program === 'wget') {
    const url = places.told(service, test.at(-1) ?? '');
    return fetch(url).then(
      ({ ok, status }) => ok || `${url} answers ${status}`,
      (error: Error) => `${url}: ${error.message}`,
    );
  }
  return listens(service === 'mail' ? places.port('mail', 1025) : places.port('temporal', 7233));
}

function listens(port: number): Promise<true | string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => resolve(`port ${port}: ${error.message}`));
  });
}

async function says(running: Running, text: RegExp): Promise<void> {
  await until(60_000, async () => {
    if (!running.lives()) throw new Error(`${running.name} ended:\n${running.said()}`);
    return text.test(running.said()) || `${running.name} has not said ${text}:\n${running.said()}`;
  });
}
