import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StoreError } from '../errors.ts';
import { lockFolder } from './folder-lock.ts';
import { openPGlite } from './pglite.ts';
import { pgliteStore, type Store } from './store.ts';

/**
 * Opens the embedded database in a folder, making it where it is missing; one process at a time.
 *
 * @throws StoreError `store-locked` or `store-not-created`.
 */
export async function openFolder(dataDir: string): Promise<Store> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    const data = join(folder, 'postgres');
    if (!existsSync(join(data, 'PG_VERSION'))) await createInChild(data);
    return pgliteStore(await openPGlite({ dataDir: data }), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
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
