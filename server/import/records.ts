import { parse } from 'csv-parse/sync';
import type { SeparatorGuess } from './separator.ts';

/**
 * One record of the file: its first physical line, 1-based, and its cells as written. `fault` marks a
 * line that is longer than {@link longestRecord}; its cells are empty.
 */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly fault?: 'long';
}

/** In characters. */
export const longestRecord = 100_000;

/** After so many quotes that never close, quotes mean nothing in the rest of the file. */
const patience = 200;

const options = {
  relax_quotes: true,
  relax_column_count: true,
  record_delimiter: '\n',
  max_record_size: longestRecord,
};

class Swallowed extends Error {}

/**
 * Splits a text with `\n` line ends into records, from a given physical line on.
 *
 * A quote that opens and does not close would swallow the lines after it, and their amounts with
 * them. Such a line is recognised (the file ends, the record grows too long, or a cell holds whole
 * lines) and split without quotes; reading goes on with the next line. Never throws.
 */
export function readRecords(text: string, guess: SeparatorGuess, from = 1): readonly TableRow[] {
  const bytes = Buffer.from(text);
  const rows: TableRow[] = [];
  let start = 0;
  let line = 1;
  while (line < from) {
    start = nextLine(bytes, start);
    line += 1;
  }
  for (let tries = 0; start < bytes.length; tries += 1) {
    const end = readUntilFault(bytes.subarray(start), line, guess, tries < patience, rows);
    if (end === undefined) break;
    for (; line < end; line += 1) start = nextLine(bytes, start);
    const next = nextLine(bytes, start);
    rows.push(withoutQuotes(bytes.subarray(start, next).toString(), line, guess.separator));
    start = next;
    line += 1;
  }
  return rows;
}

/** Appends records to `rows`; answers the line at which reading stopped, undefined at the end. */
function readUntilFault(
  bytes: Buffer,
  first: number,
  guess: SeparatorGuess,
  quotes: boolean,
  rows: TableRow[],
): number | undefined {
  let next = first;
  try {
    parse(bytes, {
      ...options,
      delimiter: guess.separator,
      quote: quotes ? '"' : null,
      on_record: (cells: string[], info) => {
        const end = first + info.lines;
        if (end - next > 1 && cells.some((cell) => holdsLines(cell, guess))) throw new Swallowed();
        rows.push({ line: next, cells });
        next = end;
        return null;
      },
    });
    return undefined;
  } catch {
    return next;
  }
}

function holdsLines(cell: string, { separator, perLine }: SeparatorGuess): boolean {
  if (perLine === 0 || !cell.includes('\n')) return false;
  const inner = cell.split('\n').slice(1);
  const width = Math.max(1, perLine - 1);
  return inner.some((line) => line.split(separator).length - 1 >= width);
}

function withoutQuotes(text: string, line: number, separator: string): TableRow {
  if (text.length > longestRecord) return { line, cells: [], fault: 'long' };
  const cells = text.replace(/\n$/, '').split(separator);
  return { line, cells: cells.map((cell) => cell.replace(/^\s*"|"\s*$/g, '')) };
}

function nextLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(10, start);
  return end < 0 ? bytes.length : end + 1;
}
