import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cliVersion } from '../../../workers/temporal/dev-server/cli.ts';
import { downloadCli } from '../../../workers/temporal/dev-server/download-cli.ts';
import {
  findTemporalCli,
  installed,
  type Way,
} from '../../../workers/temporal/dev-server/find-temporal-cli.ts';

const run = promisify(execFile);
const usable = 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)';
const say = () => {};

let folder: string;
let cache: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palier-cli-'));
  cache = join(folder, 'cache');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A program that says this when it is asked for its version. */
async function program(inFolder: string, says: string): Promise<string> {
  await mkdir(join(folder, inFolder), { recursive: true });
  const path = join(folder, inFolder, 'temporal');
  await writeFile(path, `#!/bin/sh\necho '${says}'\n`);
  await chmod(path, 0o755);
  return path;
}

const environment = (...path: readonly string[]) => ({
  PATH: [...path.map((one) => join(folder, one)), '/usr/bin', '/bin'].join(':'),
});

it('the program in PATH is taken before the one in the cache', async () => {
  const path = await program('bin', usable);
  await program(`cache/temporal-cli-${cliVersion}`, usable);

  const found = await findTemporalCli({ cache, env: environment('bin'), say, ways: installed });

  expect(found).toEqual({ path, from: 'path' });
});

it.each([
  ['too old', 'temporal version 1.0.0 (Server 1.24.2, UI 2.27.1)'],
  ['another program', 'temporal, the calendar, 0.3'],
])('a program in PATH that is %s is passed over', async (_what, says) => {
  await program('bin', says);
  const path = await program(`cache/temporal-cli-${cliVersion}`, usable);

  const found = await findTemporalCli({ cache, env: environment('bin'), say, ways: installed });

  expect(found).toEqual({ path, from: 'cache' });
});

it('when every way fails, the error names each with its reason, and what to do', async () => {
  const old = await program('bin', 'temporal version 1.0.0 (Server 1.24.2, UI 2.27.1)');
  const failing = (from: Way['from'], why: string): Way => ({
    from,
    find: async () => {
      throw new Error('fetch failed', { cause: new Error(why) });
    },
  });
  const ways = [...installed, failing('download', 'no such host'), failing('build', 'go is not installed')];

  const refused = findTemporalCli({ cache, env: environment('bin'), say, ways });

  await expect(refused).rejects.toMatchObject({
    code: 'cli-not-found',
    message: [
      'The Temporal CLI was not found:',
      `- path: ${old} holds server 1.24; at least 1.28 is needed`,
      `- cache: ${join(cache, `temporal-cli-${cliVersion}`, 'temporal')} does not exist`,
      '- download: no such host',
      '- build: go is not installed',
      `Install it (https://docs.temporal.io/cli, version ${cliVersion} or newer) so that PATH holds it, or set TEMPORAL_ADDRESS to a Temporal server that runs.`,
    ].join('\n'),
  });
});

it('a download is unpacked into the cache, and nothing else stays there', async () => {
  const server = await downloads(await archiveOf(usable));

  const path = await downloadCli({ cache, env: environment(), say, origin: server.origin });
  server.close();

  expect(path).toBe(join(cache, `temporal-cli-${cliVersion}`, 'temporal'));
  expect(await readdir(cache)).toEqual([`temporal-cli-${cliVersion}`]);
  expect(server.asked[0]).toMatch(`/cli/v${cliVersion}?arch=`);
  expect(await findTemporalCli({ cache, env: environment(), say, ways: installed })).toEqual({
    path,
    from: 'cache',
  });
});

it('a download that is not the program is not kept', async () => {
  const server = await downloads(await archiveOf('something else'));

  const refused = downloadCli({ cache, env: environment(), say, origin: server.origin });

  await expect(refused).rejects.toThrow('is another program: it says "something else"');
  server.close();
  expect(await readdir(cache)).toEqual([]);
});

async function archiveOf(says: string): Promise<Buffer> {
  await program('packed', says);
  const archive = join(folder, 'archive.tar.gz');
  await run('tar', ['-czf', archive, '-C', join(folder, 'packed'), 'temporal']);
  return readFile(archive);
}

interface Downloads {
  readonly origin: string;
  readonly asked: readonly string[];
  close(): void;
}

/** Answers as Temporal's download service does. */
async function downloads(archive: Buffer): Promise<Downloads> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/archive') response.end(archive);
    else response.end(JSON.stringify({ archiveUrl: `${origin}/archive`, fileToExtract: 'temporal' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    origin,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
