/**
 * Downloads the `temporal` program as Temporal's SDKs do: the download service says which archive is
 * for this machine and which file in it is the program.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { cliVersion } from './cli.ts';
import { type CacheOptions, keepCli } from './cli-cache.ts';
import { runProgram } from './run-program.ts';

export interface DownloadOptions extends CacheOptions {
  /** Where the download service is. */
  readonly origin?: string;
  readonly say: (text: string) => void;
}

const offer = z.object({ archiveUrl: z.url(), fileToExtract: z.string() });
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };
const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Downloads the program into the cache and returns its path. */
export async function downloadCli(options: DownloadOptions): Promise<string> {
  const { cache, env, say, origin = 'https://temporal.download' } = options;
  const { archiveUrl, fileToExtract } = await askFor(origin);
  say(`Downloading the Temporal CLI ${cliVersion} (once) …`);
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'downloading-'));
  try {
    const archive = join(folder, 'archive.tar.gz');
    const body = (await get(archiveUrl, 600_000)).body;
    if (body === null) throw new Error(`${archiveUrl} is empty`);
    await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(archive));
    await runProgram('tar', ['-xzf', archive, '-C', folder, fileToExtract], { env, timeout: 60_000 });
    return await keepCli(join(folder, fileToExtract), { cache, env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function askFor(origin: string): Promise<z.infer<typeof offer>> {
  const arch = architectures[process.arch];
  const platform = platforms[process.platform];
  if (arch === undefined || platform === undefined) {
    throw new Error(`there is none for ${process.platform} on ${process.arch}`);
  }
  const query = new URLSearchParams({ arch, platform, format: 'tar.gz' });
  const answer = await get(`${origin}/cli/v${cliVersion}?${query}`, 15_000);
  return offer.parse(await answer.json());
}

async function get(url: string, timeout: number): Promise<Response> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeout) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status} ${answer.statusText}`);
  return answer;
}
