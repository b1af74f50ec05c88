/**
 * One process at a time per data folder: two would lose acknowledged commits without an error.
 *
 * The lock is a file that names its holder: process id, start of that process (a recycled id is not
 * taken for alive) and machine. A dead holder's lock is taken over by linking a file whose name is
 * derived from the dead lock's token; a link can be made once, so two heirs never both succeed. A
 * holder on another machine or in another container cannot be asked; it counts as alive while it
 * touches the file.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StoreError } from '../errors.ts';
import { isAlive, startOf } from './process-identity.ts';

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly started: string | null;
  readonly host: string;
}

const touchEvery = 10_000;
const silentAfter = 60_000;

/**
 * Takes the lock of a data folder and returns how to give it back.
 *
 * @throws StoreError `store-locked` with `processId`, while another holder is alive.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'palier.lock');
  const me: Holder = {
    token: randomUUID(),
    pid: process.pid,
    started: startOf(process.pid),
    host: hostname(),
  };
  const mine = `${path}.${me.token}`;
  writeFileSync(mine, JSON.stringify(me), { flag: 'wx' });
  try {
    while (!take(path, mine, folder));
  } finally {
    rmSync(mine, { force: true });
  }
  const touching = setInterval(() => touch(path), touchEvery).unref();
  return () => {
    clearInterval(touching);
    giveBack(path, me.token);
  };
}

function giveBack(path: string, token: string): void {
  try {
    if (readHolder(path)?.token === token) rmSync(path, { force: true });
  } catch {
    // The disk has become read-only: the holder is dead soon, and the lock with it.
  }
}

/** One attempt; false when the world changed under it and it must look again. */
function take(path: string, mine: string, folder: string): boolean {
  if (linked(mine, path)) return true;
  const holder = readHolder(path);
  if (holder === null) return false;
  refuseIfAlive(holder, path, folder);
  let heirOf = `${path}.after-${holder.token}`;
  while (!linked(mine, heirOf)) {
    const heir = readHolder(heirOf);
    if (heir === null) return false;
    refuseIfAlive(heir, heirOf, folder);
    heirOf = `${path}.after-${heir.token}`;
  }
  if (readHolder(path)?.token !== holder.token) {
    rmSync(heirOf, { force: true });
    return false;
  }
  renameSync(mine, path);
  rmSync(heirOf, { force: true });
  return true;
}

function refuseIfAlive(holder: Holder, path: string, folder: string): void {
  if (holder.pid === nobody) return;
  const alive =
    holder.host === hostname()
      ? isAlive(holder.pid) && (holder.started === null || startOf(holder.pid) === holder.started)
      : wasTouched(path);
  if (!alive) return;
  const who =
    holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`;
  throw new StoreError(
    'store-locked',
    `the data folder ${folder} is open in ${who}; stop it first, or use PostgreSQL for several processes`,
    { processId: holder.pid, host: holder.host, folder },
  );
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** In the place of the process id of a lock that a power cut has emptied. */
const nobody = 0;

/** Null where there is no lock. It was whole when it was linked: whoever an unreadable one named lives no more. */
function readHolder(path: string): Holder | null {
  let text: string;
  let file: number;
  try {
    text = readFileSync(path, 'utf8');
    file = statSync(path).ino;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return { token: `torn-${file}`, pid: nobody, started: null, host: '' };
  }
}

function wasTouched(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < silentAfter;
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The folder is gone; there is nothing left to guard.
  }
}
