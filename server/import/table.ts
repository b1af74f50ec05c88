import type { Problem } from '../../schemas/index.ts';
import { decode, type Encoding } from './decode.ts';
import { columnNames, findHeader } from './header.ts';
import { clean } from './names.ts';
import { readRecords, type TableRow } from './records.ts';
import { guessSeparator, type Separator, separators } from './separator.ts';
import { type Language, wordings } from './wording.ts';

/** A file as a table; nothing is known yet of what its columns mean. */
export interface Table {
  readonly encoding: Encoding | 'workbook';
  /** None in a workbook. */
  readonly separator?: Separator;
  /** Of a workbook: the sheet that was read, and the other visible ones. */
  readonly sheet?: { readonly name: string; readonly others: readonly string[] };
  /** One name a column, all different; `#n` where the file has no name for the n-th. */
  readonly header: readonly string[];
  /** 1-based line of the header; null where the file has none. */
  readonly headerLine: number | null;
  /** What stands above the header. */
  readonly titles: readonly string[];
  /** The records below the header, empty ones left out, with the line on which each begins. */
  readonly rows: readonly TableRow[];
}

export type TableReading =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly problem: Problem };

export interface ReadTableOptions {
  /** Where absent, guessed. */
  readonly separator?: Separator;
  readonly language?: Language;
}

/**
 * Reads the bytes of a file as a table, or says why it is none. Never throws.
 *
 * Finds encoding, separator and header by itself. Line numbers are those of an editor, also behind
 * cells that hold line ends. Problems: `file-empty`, `file-too-large`, `file-binary`, `file-no-table`.
 */
export function readTable(bytes: Uint8Array, options: ReadTableOptions = {}): TableReading {
  const say = wordings[options.language ?? 'en'];
  const decoded = decode(bytes, say);
  if (!decoded.ok) return decoded;
  const text = decoded.text.includes('\r') ? decoded.text.replace(/\r\n?/g, '\n') : decoded.text;
  const declared = /^sep=(.)\n/i.exec(text)?.[1];
  const guess = guessSeparator(text);
  const separator = options.separator ?? separators.find((one) => one === declared) ?? guess.separator;
  const perLine = separator === guess.separator ? guess.perLine : 0;
  const records = readRecords(text, { separator, perLine }, declared === undefined ? 1 : 2);
  const table = tableOf(records, { encoding: decoded.encoding, separator });
  if (table !== null) return { ok: true, table };
  return { ok: false, problem: { code: 'file-no-table', message: say.fileNoTable } };
}

/** Finds the header among records; null where no record could be read. */
export function tableOf(
  records: readonly TableRow[],
  form: Pick<Table, 'encoding' | 'separator'>,
): Table | null {
  const filled = records.filter(
    (row) => row.fault !== undefined || row.cells.some((cell) => cell.trim() !== ''),
  );
  if (!filled.some((row) => row.fault === undefined)) return null;
  const at = findHeader(filled);
  const head = at === null ? undefined : filled[at];
  const rows = filled.slice(at === null ? 0 : at + 1);
  const width = rows.slice(0, 200).reduce((most, row) => Math.max(most, filledWidth(row.cells)), 0);
  const header = columnNames(head?.cells ?? [], head === undefined ? width : 0);
  const titles = filled.slice(0, at ?? 0).map((row) => clean(row.cells.join(' ')).slice(0, 500));
  return { ...form, header, headerLine: head?.line ?? null, titles, rows };
}

function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}
