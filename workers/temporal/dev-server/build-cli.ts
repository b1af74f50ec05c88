import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cliName, cliVersion } from './cli.ts';
import { type CacheOptions, keepCli } from './cli-cache.ts';
import { findGo } from './go-toolchain.ts';
import { runProgram } from './run-program.ts';

export interface BuildOptions extends CacheOptions {
  readonly say: (text: string) => void;
}

const module = `github.com/temporalio/cli/cmd/temporal@v${cliVersion}`;

/** Builds the program from its Go module into the cache and returns its path; about three minutes. */
export async function buildCli({ cache, env, say }: BuildOptions): Promise<string> {
  const go = await findGo(env);
  say(`Building the Temporal CLI ${cliVersion} with Go (once, about three minutes) …`);
  const began = Date.now();
  const telling = setInterval(() => {
    say(`… still building, ${Math.round((Date.now() - began) / 1000)} s`);
  }, 30_000);
  const home = resolve(cache);
  await mkdir(home, { recursive: true });
  const folder = await mkdtemp(join(home, 'building-'));
  try {
    const settings = { ...go.env, CGO_ENABLED: '0', GOBIN: folder };
    await runProgram(go.program, ['install', module], { env: settings, timeout: 1_200_000 });
    return await keepCli(join(folder, cliName), { cache, env });
  } finally {
    clearInterval(telling);
    await rm(folder, { recursive: true, force: true });
  }
}
