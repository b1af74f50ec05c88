import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StoreError } from '../errors.ts';
import { lockFolder } from './folder-lock.ts';
import { type EndingPGlite, openPGlite } from './pglite.ts';
import { pgliteStore, type Store } from './store.ts';

/**
 * Opens the embedded database in a folder, making it where it is missing; one process at a time.
 *
 * @throws StoreError `store-locked`, `store-not-writable`, `store-not-created`, `store-cut-off` or
 *   `store-damaged`.
 */
export async function openFolder(dataDir: string): Promise<Store> {
  const folder = resolve(dataDir);
  const unlock = takeFolder(folder);
  try {
    const data = join(folder, 'postgres');
    if (!existsSync(join(data, 'PG_VERSION'))) {
      if (existsSync(cutOffMark(folder))) {
        throw new StoreError('store-cut-off', `a restore to ${folder} was cut off: run it again`, { folder });
      }
      await createInChild(data);
    }
    return pgliteStore(await openWhole(data), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Bytes without which a database does not open. */
const leastRoom = 1_000_000;

/** Opens a database that is there. PGlite says nothing but that it does not open. */
async function openWhole(data: string): Promise<EndingPGlite> {
  try {
    return await openPGlite({ dataDir: data });
  } catch (error) {
    const { bavail, bsize } = statfsSync(data);
    if (bavail * bsize < leastRoom) {
      const ids = { folder: data, reason: 'ENOSPC' };
      throw new StoreError('store-not-writable', `the data folder ${data} cannot be written`, ids, error);
    }
    throw new StoreError('store-damaged', `the database in ${data} cannot be opened`, { data }, error);
  }
}

/** Makes the folder where it is missing, and takes its lock. */
function takeFolder(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true });
    return lockFolder(folder);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    // Where a parent is read-only, some systems say that the folder is missing.
    const reason = error.code === 'ENOENT' ? 'EROFS' : String(error.code);
    const message = `the data folder ${folder} cannot be written`;
    throw new StoreError('store-not-writable', message, { folder, reason }, error);
  }
}

/** A file that is there while a restored store takes the place of another: in between there is none. */
export function cutOffMark(folder: string): string {
  return join(folder, 'palier.restoring');
}

/** Makes a database in a folder, in a process of its own. */
export async function createInChild(data: string): Promise<void> {
  const script = new URL(`./create-data-folder${extname(import.meta.url)}`, import.meta.url);
  try {
    await promisify(execFile)(process.execPath, [fileURLToPath(script), data]);
  } catch (error) {
    throw new StoreError('store-not-created', `the data folder ${data} could not be made`, { data }, error);
  }
}
