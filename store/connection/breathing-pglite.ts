/**
 * PGlite computes on the calling thread and answers with microtasks only, so that a long transaction
 * starves timers and sockets. This wrapper lets the event loop turn between two statements once ten
 * milliseconds have gone by.
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
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({
          query: (text, params, options) => tx.query<never>(text, params, options as object).then(breathe),
          rollback: () => tx.rollback(),
        }),
      ),
  };
}
