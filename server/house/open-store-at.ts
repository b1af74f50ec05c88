import { isRestoring, openStore, type Store, StoreError } from '../../store/index.ts';
import { Refusal } from '../operations/refusal.ts';
import type { Settings } from '../settings.ts';

/**
 * Opens the store where the settings say: PostgreSQL, or the data folder.
 *
 * @throws StoreError `store-locked` where another process holds the folder, `store-cut-off`; Refusal where
 *   PostgreSQL does not answer, with its host and never its password.
 */
export async function openStoreAt(settings: Settings, dataFolder: string): Promise<Store> {
  const store = await open(settings, dataFolder);
  if (!(await isRestoring(store.db))) return store;
  await store.close();
  throw new StoreError('store-cut-off', 'a restore of this store was cut off: run it again');
}

async function open({ databaseUrl }: Settings, dataFolder: string): Promise<Store> {
  if (databaseUrl === null) return openStore({ dataDir: dataFolder });
  try {
    return await openStore({ url: databaseUrl });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const { host } = new URL(databaseUrl);
    throw new Refusal('failed', {
      fr: `la base ne répond pas (DATABASE_URL, ${host}) : ${why}`,
      en: `the store does not answer (DATABASE_URL, ${host}): ${why}`,
    });
  }
}
