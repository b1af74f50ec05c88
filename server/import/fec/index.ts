/** The ledger export of French accounting programs, from a stream of bytes to lines of customers' accounts. */
export { readFecName } from './file-name.ts';
export { looksLikeFec } from './header.ts';
export { type FecReading, type FecSummary, readFec } from './read-fec.ts';
export { fecWordings } from './wording.ts';
