/**
 * PGlite computes on the calling thread and answers with microtasks only, so that a long transaction
 * starves timers and sockets. This wrapper lets the event loop turn between two statements once ten
 * milliseconds have gone by. A transaction that cannot begin, as on a database that has ended, fails at its
 * first statement.
 */
import type { PGlite } from '@electric-sql/pglite';
import type { PGliteDialectConfig } from 'kysely';

type Wrapped = Exclude<PGliteDialectConfig['pglite'], (...args: never) => unknown>;
const longest = 10;

export function breathing(pglite: PGlite): Wrapped {
  let last = performance.now();
  const breathe = async <T>(result: T): Promise<T> => {
    if (performance.now() - last > longest) {
      await new Promise((resolve) => setImmediate(resolve));
      last = performance.now();
    }
    return result;
  };
  return {
    close: () => pglite.close(),
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    get waitReady() {
      return pglite.waitReady;
    },
    query: (text, params, options) => pglite.query<never>(text, params, options as object).then(breathe),
    async transaction(work) {
      let hasBegun = false;
      try {
        return await pglite.transaction((tx) => {
          hasBegun = true;
          return work({
            query: (text, params, options) => tx.query<never>(text, params, options as object).then(breathe),
            rollback: () => tx.rollback(),
          });
        });
      } catch (error) {
        if (hasBegun) throw error;
        // Kysely waits for the beginning and hears of no other end: the first statement tells it.
        return work({ query: () => Promise.reject(error), rollback: async () => {} });
      }
    },
  };
}
