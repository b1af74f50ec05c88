/**
 * A store as the driver sees it: between two of its transactions others do theirs, and each one is looked
 * at as soon as it is committed. One after the other, so that nobody comes between a commit and the look.
 */
import pLimit from 'p-limit';
import type { Store, Tx } from '../../store/index.ts';

export interface Others {
  before(): Promise<void>;
  after(): Promise<void>;
}

export function busyStore(store: Store, { before, after }: Others): Store {
  const one = pLimit(1);
  const transaction = () => ({
    execute: <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      one(async () => {
        await before();
        const result = await store.db.transaction().execute(work);
        await after();
        return result;
      }),
  });
  const db = new Proxy(store.db, {
    get(target, name) {
      if (name === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...store, db };
}
