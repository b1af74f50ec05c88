import { openMemoryStore, type Store } from '../../store/index.ts';
import { emptyTables } from './empty-tables.ts';

let own: Promise<Store> | null = null;
let isLent = false;

/**
 * A store with empty tables, the same one for the tests of a file as long as each closes it: a new one
 * takes half a second.
 */
export async function lendStore(): Promise<Store> {
  if (isLent) return openMemoryStore();
  isLent = true;
  own ??= openMemoryStore();
  const store = await own;
  await emptyTables(store.db);
  const close = async () => {
    isLent = false;
  };
  return { ...store, close };
}
