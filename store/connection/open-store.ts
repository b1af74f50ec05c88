import { migrate } from '../migrations/index.ts';
import { openFolder } from './open-folder.ts';
import { postgresStore, type Store } from './store.ts';

/** Where the data are: a folder for the embedded database, or the URL of a PostgreSQL (15 or newer). */
export type StoreLocation = { readonly dataDir: string } | { readonly url: string };

/**
 * Opens the store and brings its schema up to date.
 *
 * @example const store = await openStore({ dataDir: './data' })
 * @throws StoreError `store-locked` when another process has the folder open.
 */
export async function openStore(location: StoreLocation): Promise<Store> {
  const store = 'url' in location ? postgresStore(location.url) : await openFolder(location.dataDir);
  try {
    await migrate(store.db);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
