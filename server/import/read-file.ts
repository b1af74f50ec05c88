import type { Problem } from '../../schemas/index.ts';
import { largestFile } from './decode.ts';
import { type ReadTableOptions, readTable, type TableReading, tableOf } from './table.ts';
import { type Language, type Wording, wordings } from './wording.ts';

export interface ReadFileOptions extends ReadTableOptions {
  /** Of a workbook: the name of the sheet; else the one that looks like the table. */
  readonly sheet?: string;
  readonly language?: Language;
}

/**
 * Reads the bytes of a file, text or workbook, as a table, or says why it is none. Never throws.
 *
 * Problems beyond those of `readTable`: `workbook-unreadable`, `workbook-locked`, `workbook-too-large`,
 * `workbook-no-sheet`.
 */
export async function readFile(bytes: Uint8Array, options: ReadFileOptions = {}): Promise<TableReading> {
  const say = wordings[options.language ?? 'en'];
  if (isCompound(bytes)) return refused(say, isLocked(bytes) ? 'encrypted' : 'oldWorkbook', '');
  if (!isArchive(bytes)) return readTable(bytes, options);
  if (bytes.length > largestFile) return refused(say, 'tooLarge', String(largestFile / 1024 / 1024));
  const { readWorkbook, WorkbookError } = await import('./workbook/index.ts');
  try {
    const { rows, sheet, others } = await readWorkbook(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      options.sheet,
    );
    const table = tableOf(rows, { encoding: 'workbook' });
    if (table === null) return refused(say, 'noTable', sheet);
    return { ok: true, table: { ...table, sheet: { name: sheet, others } } };
  } catch (error) {
    if (error instanceof WorkbookError) return refused(say, error.fault, error.detail);
    throw error;
  }
}

/** Each kind of fault's code; its sentence is in the wording. */
const codes: Readonly<Record<keyof Wording['workbook'], string>> = {
  damaged: 'workbook-unreadable',
  openDocument: 'workbook-unreadable',
  binaryWorkbook: 'workbook-unreadable',
  oldWorkbook: 'workbook-unreadable',
  noWorkbook: 'workbook-unreadable',
  noTable: 'file-no-table',
  encrypted: 'workbook-locked',
  tooManyParts: 'workbook-too-large',
  tooLarge: 'workbook-too-large',
  tooManyCells: 'workbook-too-large',
  noSheet: 'workbook-no-sheet',
};

function refused(
  say: Wording,
  fault: keyof Wording['workbook'],
  detail: string,
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code: codes[fault], message: say.workbook[fault](detail) } };
}

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** The container of old Office files, and of new ones under a password. */
function isCompound(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

function isLocked(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}
