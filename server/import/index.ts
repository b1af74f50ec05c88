/** From the bytes of a file to ledger rows: `readTable`, `guessMapping`, `readRows`, `renderReport`. */
export { type MappedByHand, mapByHand } from './by-hand.ts';
export { mappingFits } from './columns.ts';
export type { ImportContext } from './context.ts';
export { type Encoding, encodings, largestFile } from './decode.ts';
export { type FileKind, fileKinds } from './fields/index.ts';
export { type Guess, type GuessOptions, guessMapping } from './guess.ts';
export { ColumnMapping, ImportMapping } from './mapping.ts';
export type { TableRow } from './records.ts';
export { type ImportReport, renderReport, renderReportJson } from './render.ts';
export { type ImportReading, readRows, type SkippedLine } from './rows.ts';
export { type Separator, separators } from './separator.ts';
export { type ReadTableOptions, readTable, type Table, type TableReading } from './table.ts';
export type { Language } from './wording.ts';
