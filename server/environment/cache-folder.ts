import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Palier keeps what it can make or fetch again: `$XDG_CACHE_HOME/palier`, or `~/.cache/palier`. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'palier');
}
