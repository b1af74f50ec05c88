/** PGlite, opened in one way everywhere. */
import { setFlagsFromString } from 'node:v8';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { valueParsers } from './value-parsers.ts';

/**
 * V8 frees machine code of WebAssembly that it has replaced by faster code, and sometimes aborts the
 * process over it (https://github.com/nodejs/node/issues/64500). Kept, that code costs a few megabytes.
 */
setFlagsFromString('--no-wasm-code-gc');

/** Rows looked at to count a table's, in units of 300: a tenth of the default, in a tenth of its time. */
const statisticsTarget = 10;

/** Opens a database: in memory where no folder is given. */
export async function openPGlite(options: PGliteOptions): Promise<PGlite> {
  const pglite = await PGlite.create({ ...options, parsers: { ...valueParsers } });
  await pglite.exec(`set default_statistics_target = ${statisticsTarget}`);
  return pglite;
}
