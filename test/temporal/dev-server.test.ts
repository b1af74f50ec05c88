import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type DevServer,
  type DevServerOptions,
  startDevServer,
} from '../../workers/temporal/dev-server/index.ts';
import { freePort } from '../../workers/temporal/dev-server/ports.ts';
import { cliPath } from './servers.ts';
import { open, waitForOpen } from './workflows/wait.ts';

let folder: string;
let started: DevServer[];
let others: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palier-dev-server-'));
  started = [];
  others = [];
});

afterEach(async () => {
  for (const server of started) await server.stop();
  for (const other of others) other.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<DevServerOptions> = {}): Promise<DevServer> {
  const server = await startDevServer({ ...(await settings()), ...options });
  started.push(server);
  return server;
}

async function settings(): Promise<DevServerOptions> {
  return {
    cli: await cliPath(),
    folder,
    namespace: 'palier',
    searchAttributes: { PalierFlow: 'Keyword' },
    headless: true,
    say: () => {},
  };
}

/** A Palier that starts a dev server and is killed. */
async function leaveBehind(): Promise<number> {
  const program = join(import.meta.dirname, 'left-behind.ts');
  const args = [program, JSON.stringify(await settings())];
  const parent: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = parent.stdout === null ? [''] : await once(parent.stdout, 'data');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  return Number(said);
}

async function finish({ address }: DevServer, workflowId: string): Promise<string> {
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace: 'palier',
    taskQueue: 'test',
    workflowsPath: join(import.meta.dirname, 'workflows/wait.ts'),
  });
  const client = await connectTo(address);
  try {
    const run = client.workflow.getHandle<typeof waitForOpen>(workflowId);
    await run.signal(open, 'sesame');
    return await worker.runUntil(run.result());
  } finally {
    await client.connection.close();
    await connection.close();
  }
}

async function connectTo(address: string): Promise<Client> {
  return new Client({ connection: await Connection.connect({ address }), namespace: 'palier' });
}

async function begin({ address }: DevServer, workflowId: string): Promise<void> {
  const client = await connectTo(address);
  await client.workflow.start(waitForOpen, { taskQueue: 'test', workflowId });
  await client.connection.close();
}

it('a workflow survives a kill of the server, which starts again on its data and port', async () => {
  const killed = await start();
  await begin(killed, 'survivor');
  process.kill(killed.pid, 'SIGKILL');
  const ending = await killed.exited;

  const server = await start({ port: killed.port });

  expect(ending).toEqual({ code: null, signal: 'SIGKILL', asked: false });
  expect([server.adopted, server.address]).toEqual([false, killed.address]);
  expect(await finish(server, 'survivor')).toBe('sesame');
});

it('a stopped server says so and leaves its data to the next start', async () => {
  const first = await start();
  await begin(first, 'kept');

  await first.stop();
  const ending = await first.exited;
  const second = await start();

  expect(ending.asked).toBe(true);
  expect(second.pid).not.toBe(first.pid);
  expect(await finish(second, 'kept')).toBe('sesame');
});

it('a server whose Palier was killed is found again, and ended like any other', async () => {
  const pid = await leaveBehind();

  const server = await start();
  await server.stop();
  const { asked } = await server.exited;
  const next = await start();

  expect([server.pid, server.adopted, asked]).toEqual([pid, true, true]);
  expect(next.adopted).toBe(false);
});

it('a server that was left behind with other settings is ended, and one with these started', async () => {
  const pid = await leaveBehind();
  const said: string[] = [];

  const server = await start({
    searchAttributes: { PalierFlow: 'Keyword', PalierStep: 'Keyword' },
    say: (text) => said.push(text),
  });

  expect([server.adopted, server.pid === pid]).toEqual([false, false]);
  expect(said).toEqual([`Ending the Temporal server of an earlier start (process ${pid}) …`]);
});

it('a server that was left behind and no longer moves is ended, and a new one started', async () => {
  const pid = await leaveBehind();
  process.kill(pid, 'SIGSTOP');

  const server = await start();

  expect([server.adopted, server.pid === pid]).toEqual([false, false]);
});

it('two Paliers do not use one folder', async () => {
  await start();

  const second = start();

  await expect(second).rejects.toMatchObject({
    code: 'data-in-use',
    ids: { folder, processId: process.pid },
  });
});

it('data that a server of someone else has open are refused, and nobody’s process is touched', async () => {
  const database = join(folder, 'temporal.db');
  const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--db-filename', database];
  const port = String(await freePort());
  const other = spawn(await cliPath(), [...args, '--port', port], { stdio: 'ignore' });
  others.push(other);
  while (!existsSync(database)) await pause(20);

  const refused = start();

  await expect(refused).rejects.toMatchObject({ code: 'data-in-use', ids: { folder, processId: other.pid } });
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
});

it('a port that someone listens on is refused, and the folder stays free', async () => {
  const port = await freePort();
  const someone = createServer().listen(port, '127.0.0.1');
  await once(someone, 'listening');

  const refused = start({ port });

  await expect(refused).rejects.toMatchObject({ code: 'port-taken', ids: { port } });
  someone.close();
  expect((await start({ port })).port).toBe(port);
});

it('a server that finds one of its own ports taken meanwhile is started again', async () => {
  const cli = join(folder, 'unlucky-once');
  const failed = join(folder, 'failed');
  const words = `can't set frontend HTTP port 20001: listen tcp 127.0.0.1:20001: bind: address already in use`;
  const script = `#!/bin/sh
[ -e '${failed}' ] && exec '${await cliPath()}' "$@"
touch '${failed}'
echo "${words}"
exit 1
`;
  await writeFile(cli, script, { mode: 0o755 });

  const server = await start({ cli });
  await begin(server, 'after all');

  expect(existsSync(failed)).toBe(true);
  expect(await finish(server, 'after all')).toBe('sesame');
});

it('a program that does not serve is named with its last words', async () => {
  const refused = start({ cli: process.execPath });

  await expect(refused).rejects.toMatchObject({
    code: 'not-started',
    message: expect.stringContaining('Cannot find module'),
  });
});
