import { closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DevServerError } from './errors.ts';

/** The file that takes what the server says, and from which byte on this start's words are. */
export interface ServerLog {
  readonly path: string;
  readonly from: number;
}

const longest = 10_000_000;
const lastWords = 2_000;

/** The log of a folder's server; a long one makes place, its former part stays beside it. */
export function serverLog(folder: string): ServerLog {
  const path = join(folder, 'server.log');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= longest) return { path, from: size };
  renameSync(path, `${path}.1`);
  return { path, from: 0 };
}

/** True where this start found a port taken; the words are those of Go. */
export function namesTakenPort(log: ServerLog): boolean {
  return readFrom(log).includes('bind: address already in use');
}

/** What the log says of a start that failed, as the error that names it. */
export function startFailure(log: ServerLog, what: string): DevServerError {
  const last = readFrom(log).slice(-lastWords).trim();
  return new DevServerError(
    'not-started',
    `the Temporal server ${what}; its log ${log.path} ends with: ${last}`,
    {
      log: log.path,
    },
  );
}

function readFrom({ path, from }: ServerLog): string {
  const file = openSync(path, 'r');
  try {
    const words = Buffer.alloc(100_000);
    return words.toString('utf8', 0, readSync(file, words, 0, words.length, from));
  } finally {
    closeSync(file);
  }
}
