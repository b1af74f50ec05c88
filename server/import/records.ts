import { parse } from 'csv-parse/sync';
import type { SeparatorGuess } from './separator.ts';

/**
 * One record of the file: its first physical line, 1-based, and its cells as written. `fault` marks a
 * line longer than {@link longestRecord} or wider than {@link widestRecord}; it has no cells.
 */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly fault?: 'long';
  /** Cells of a workbook without a value that holds. */
  readonly spoilt?: readonly Spoilt[];
}

/**
 * `error`: the sheet shows one, as #N/A; `formula`: nobody calculated it; `day`: a number that is no
 * day; `damaged`: not what the workbook says that it is.
 */
export interface Spoilt {
  /** Place of the cell, from 0. */
  readonly index: number;
  readonly value: string;
  readonly why: 'error' | 'formula' | 'day' | 'damaged';
}

/** In characters. */
export const longestRecord = 100_000;

/** In cells. */
export const widestRecord = 1000;

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
  const { short, rows } = setLongLinesApart(text);
  const faults = rows.length;
  const bytes = Buffer.from(short);
  let start = 0;
  let line = 1;
  const skipTo = (end: number) => {
    for (; line < end; line += 1) start = nextLine(bytes, start);
  };
  skipTo(from);
  const head = headEnd(short, guess);
  for (let tries = 0; start < bytes.length; tries += 1) {
    const part = bytes.subarray(start, start < head ? head : bytes.length);
    const end = readUntilFault(part, line, guess, tries < patience, rows);
    if (end.done) {
      start += part.length;
      line = end.line;
      continue;
    }
    skipTo(end.line);
    const next = nextLine(bytes, start);
    rows.push(withoutQuotes(bytes.subarray(start, next).toString(), line, guess.separator));
    start = next;
    line += 1;
  }
  return faults === 0 ? rows : rows.filter(notBlanked(rows.slice(0, faults))).sort((a, b) => a.line - b.line);
}

/** Puts an empty line in the place of each that is too long, so that the parser never sees it. */
function setLongLinesApart(text: string): { readonly short: string; readonly rows: TableRow[] } {
  const rows: TableRow[] = [];
  const kept: string[] = [];
  let from = 0;
  for (let start = 0, line = 1; start < text.length; line += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > longestRecord) {
      rows.push({ line, cells: [], fault: 'long' });
      kept.push(text.slice(from, start));
      from = end;
    }
    start = end + 1;
  }
  return rows.length === 0 ? { short: text, rows } : { short: kept.join('') + text.slice(from), rows };
}

/** Keeps the faults themselves and drops the empty records that stand in their place. */
function notBlanked(faults: readonly TableRow[]): (row: TableRow) => boolean {
  const lines = new Set(faults.map((row) => row.line));
  return (row) => row.fault !== undefined || !lines.has(row.line);
}

/**
 * Where the titles end, in bytes: at the first line of usual width. They are read apart, because the
 * parser takes its first record for the rule and makes an error of every record of another width.
 */
function headEnd(text: string, { separator, perLine }: SeparatorGuess): number {
  let end = 0;
  for (const line of text.slice(0, longestRecord).split('\n')) {
    if (line.split(separator).length - 1 === perLine) return end;
    end += Buffer.byteLength(line) + 1;
  }
  return 0;
}

/** Appends records to `rows`; answers the line behind the last one, and whether that is the end. */
function readUntilFault(
  bytes: Buffer,
  first: number,
  guess: SeparatorGuess,
  quotes: boolean,
  rows: TableRow[],
): { readonly line: number; readonly done: boolean } {
  let next = first;
  try {
    parse(bytes, {
      ...options,
      delimiter: guess.separator,
      quote: quotes ? '"' : null,
      on_record: (cells: string[], info) => {
        const end = first + info.lines;
        if (end - next > 1 && cells.some((cell) => holdsLines(cell, guess))) throw new Swallowed();
        rows.push(recordOf(next, quotes ? cells : cells.map(bare)));
        next = end;
        return null;
      },
    });
    return { line: next, done: true };
  } catch {
    return { line: next, done: false };
  }
}

function holdsLines(cell: string, { separator, perLine }: SeparatorGuess): boolean {
  if (perLine === 0 || !cell.includes('\n')) return false;
  const inner = cell.split('\n').slice(1);
  const width = Math.max(1, perLine - 1);
  return inner.some((line) => line.split(separator).length - 1 >= width);
}

function withoutQuotes(text: string, line: number, separator: string): TableRow {
  const cells = text.replace(/\n$/, '').split(separator);
  return recordOf(line, cells.map(bare));
}

function recordOf(line: number, cells: readonly string[]): TableRow {
  return cells.length > widestRecord ? { line, cells: [], fault: 'long' } : { line, cells };
}

/** A cell without the quotes that were meant to surround it. */
function bare(cell: string): string {
  return cell.replace(/^\s*"|"\s*$/g, '');
}

function nextLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(10, start);
  return end < 0 ? bytes.length : end + 1;
}
