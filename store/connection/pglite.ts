/** PGlite, opened in one way everywhere. */
import { setFlagsFromString } from 'node:v8';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { StoreError } from '../errors.ts';
import { valueParsers } from './value-parsers.ts';

/**
 * V8 frees machine code of WebAssembly that it has replaced by faster code, and sometimes aborts the
 * process over it (https://github.com/nodejs/node/issues/64500). Kept, that code costs a few megabytes.
 */
setFlagsFromString('--no-wasm-code-gc');

/** Rows looked at to count a table's, in units of 300: a tenth of the default, in a tenth of its time. */
const statisticsTarget = 10;

/** What ends a PostgreSQL server: the log of its writes could not be written. */
const ending: ReadonlySet<unknown> = new Set(['PANIC', 'FATAL']);

/**
 * A database that ends where a PostgreSQL server would: at a panic, such as a full disk under the log of
 * its writes. PGlite itself would go on, holding its locks, and the next write would wait for them for
 * ever without giving the thread back. Nothing is lost: opened anew, it recovers as after a crash.
 */
export class EndingPGlite extends PGlite {
  readonly #broken = new AbortController();

  /** Aborted, with a StoreError `store-broken` as its reason, when the database has ended. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  override async execProtocolStream(
    ...asked: Parameters<PGlite['execProtocolStream']>
  ): ReturnType<PGlite['execProtocolStream']> {
    this.broken.throwIfAborted();
    try {
      return await super.execProtocolStream(...asked);
    } catch (error) {
      if (error instanceof Error && 'severity' in error && ending.has(error.severity)) {
        this.#broken.abort(new StoreError('store-broken', error.message, {}, error));
      }
      this.broken.throwIfAborted();
      throw error;
    }
  }

  override async close(): Promise<void> {
    if (!this.broken.aborted) await super.close();
  }
}

/** Opens a database: in memory where no folder is given. */
export async function openPGlite(options: PGliteOptions): Promise<EndingPGlite> {
  const pglite = new EndingPGlite({ ...options, parsers: { ...valueParsers } });
  await pglite.waitReady;
  await pglite.exec(`set default_statistics_target = ${statisticsTarget}`);
  return pglite;
}
