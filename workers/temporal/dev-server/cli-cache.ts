import { access, chmod, mkdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cliName, cliVersion, usableCli } from './cli.ts';

export interface CacheOptions {
  /** The folder that keeps what was fetched; it is made when it is first needed. */
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A version has its own folder: a newer Palier does not take an older one's program. */
const placeOf = (cache: string) => join(resolve(cache), `temporal-cli-${cliVersion}`);

/** The `temporal` that an earlier start downloaded or built. */
export async function cachedCli({ cache, env }: CacheOptions): Promise<string> {
  const path = join(placeOf(cache), cliName);
  await access(path).catch(() => {
    throw new Error(`${path} does not exist`);
  });
  return usableCli(path, env);
}

/** Moves a fetched program into the cache; in one step, so that nobody ever meets half of it. */
export async function keepCli(fetched: string, { cache, env }: CacheOptions): Promise<string> {
  await chmod(fetched, 0o755);
  await usableCli(fetched, env);
  await mkdir(placeOf(cache), { recursive: true });
  const path = join(placeOf(cache), cliName);
  await rename(fetched, path);
  return path;
}
