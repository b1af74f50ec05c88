/** From the bytes of a file to ledger rows: `readTable`, `guessMapping`, `readRows`, `renderReport`. */
export { mapByHand } from './by-hand.ts';
export { mappingFits } from './columns.ts';
export type { ImportContext } from './context.ts';

export { type FileKind, fileKinds } from './fields/index.ts';
export { guessMapping } from './guess.ts';
export { ImportMapping } from './mapping.ts';

export { readFile } from './read-file.ts';
export { type ImportReport, renderReport, renderReportJson } from './render.ts';
export { type ImportReading, readRows, readRowsStepwise } from './rows.ts';

export { readTable, type Table } from './table.ts';
