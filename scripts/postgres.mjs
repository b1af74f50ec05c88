/**
 * A throw-away PostgreSQL for tests: a cluster in a temporary folder on a free loopback port, without
 * fsync. `node scripts/postgres.mjs` prints `TEST_DATABASE_URL=…` and runs until it is stopped;
 * `node scripts/postgres.mjs -- <command>` runs the command with it and stops. `--password <file>` asks
 * everybody for a password, that of the superuser `postgres` is in the file; `--port <port>` fixes the port.
 */
import { execFile, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { freePort } from '../workers/temporal/dev-server/ports.ts';

const run = promisify(execFile);

/** Starts a cluster; see `postgres.d.mts`. */
export async function startPostgres(options = {}) {
  const bin = findBinaries();
  if (bin === null) return null;
  const user = await serverUser();
  if (user === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'palier-postgres-'));
  const superuser = options.password === undefined ? 'palier' : 'postgres';
  const authentication = ['--auth=trust'];
  if (options.password !== undefined) {
    const file = join(folder, 'password');
    copyFileSync(options.password, file);
    authentication.splice(0, 1, '--auth=scram-sha-256', `--pwfile=${file}`);
  }
  if (user.id !== null) await run('chown', ['-R', `${user.id}`, folder]);
  const asUser = (program, ...args) => run(program, args, { ...user.options, cwd: folder });
  const pg = (program, ...args) => asUser(join(bin, program), ...args);
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  let port = options.port ?? 0;
  const begin = async () => {
    const settings = `-h 127.0.0.1 -p ${port} -k '' -c fsync=off -c synchronous_commit=${options.keepsCommits ? 'on' : 'off'} -c full_page_writes=off`;
    try {
      await pg('pg_ctl', '-D', data, '-w', '-l', log, '-o', settings, 'start');
    } catch (error) {
      throw new Error(`${error.message}\n${readFileSync(log, 'utf8')}`, { cause: error });
    }
  };
  /** Somebody may take a port after it was found free: then on another. */
  const beginSomewhere = async (attempts = 3) => {
    port = await freePort();
    await begin().catch((error) => {
      if (attempts === 1) throw error;
      return beginSomewhere(attempts - 1);
    });
  };
  const end = () => pg('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
  try {
    await pg(
      'initdb',
      '-D',
      data,
      '-U',
      superuser,
      ...authentication,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    );
    await (options.port === undefined ? beginSomewhere() : begin());
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `postgresql://${superuser}@127.0.0.1:${port}/postgres`,
    crash: end,
    recover: begin,
    remember: () => asUser('cp', '-a', data, `${data}.remembered`),
    async goBack() {
      rmSync(data, { recursive: true, force: true });
      await asUser('cp', '-a', `${data}.remembered`, data);
    },
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of the newest `initdb` from version 15 on: in PATH first, then where Debian puts it. */
function findBinaries() {
  const inPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => isComplete(folder));
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map(Number) : [];
  const newest = Math.max(...versions.filter((version) => version >= 15));
  return inPath[0] ?? (Number.isFinite(newest) ? join(debian, String(newest), 'bin') : null);
}

function isComplete(folder) {
  return ['initdb', 'pg_ctl', 'postgres'].every((program) => existsSync(join(folder, program)));
}

/** PostgreSQL refuses root: then the `postgres` user runs it. */
async function serverUser() {
  if (process.getuid?.() !== 0) return { id: null, options: {} };
  try {
    const uid = Number((await run('id', ['-u', 'postgres'])).stdout);
    const gid = Number((await run('id', ['-g', 'postgres'])).stdout);
    return { id: uid, options: { uid, gid } };
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));

async function main(args) {
  const end = args.indexOf('--');
  const { values } = parseArgs({
    args: end === -1 ? args : args.slice(0, end),
    options: { port: { type: 'string' }, password: { type: 'string' } },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  const postgres = await startPostgres({ ...values, port });
  if (postgres === null) {
    console.error('no PostgreSQL 15 or newer was found; install it (Debian: apt-get install postgresql)');
    process.exitCode = 1;
    return;
  }
  console.log(`TEST_DATABASE_URL=${postgres.url}`);
  const [program, ...rest] = end === -1 ? [] : args.slice(end + 1);
  if (program === undefined) {
    // Waiting for a signal alone does not keep a process alive.
    const alive = setInterval(() => {}, 60_000);
    await new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
    });
    clearInterval(alive);
  } else {
    const env = { ...process.env, TEST_DATABASE_URL: postgres.url };
    const child = spawn(program, rest, { stdio: 'inherit', env });
    process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  }
  await postgres.stop();
}
