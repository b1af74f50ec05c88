import { openStore, type Store, StoreError } from '../../store/index.ts';
import { Refusal } from '../operations/refusal.ts';
import type { Settings } from '../settings.ts';

/**
 * Opens the store where the settings say: PostgreSQL, or the data folder.
 *
 * @throws StoreError `store-locked` where another process holds the folder; Refusal where PostgreSQL
 *   does not answer, with its host and never its password.
 */
export async function openStoreAt(settings: Settings, dataFolder: string): Promise<Store> {
  const { databaseUrl } = settings;
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
