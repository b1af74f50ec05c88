import { longestRecord, type Spoilt, type TableRow, widestRecord } from '../records.ts';
import { type Archive, WorkbookError } from './archive.ts';
import { type RawCell, readCell, type Surroundings } from './cell.ts';
import { readElements } from './elements.ts';
import type { Format } from './formats.ts';

/** In one sheet: about half a million lines. */
const mostRows = 600_000;
const mostCells = 20_000_000;

export interface Book extends Surroundings {
  readonly archive: Archive;
  readonly formats: readonly Format[];
}

/** The rows of a sheet that hold anything, by the number that the spreadsheet shows; at most `limit`. */
export async function readSheet(book: Book, part: string, limit = Infinity): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  const line = createLine(book);
  const cell = createCell(book.formats);
  let number = 0;
  let cells = 0;
  await readElements(book.archive.read(part), {
    open(name, attribute) {
      if (name === 'row') {
        const told = Number(attribute('r') ?? Number.NaN);
        number = Number.isInteger(told) && told > number && told <= 10_000_000 ? told : number + 1;
        line.begin();
      } else if (name === 'c') {
        cells += 1;
        if (cells > mostCells) throw new WorkbookError('tooManyCells');
        cell.begin(attribute);
      } else cell.open(name);
    },
    text: (text) => cell.text(text),
    close(name) {
      if (name === 'c') line.put(cell.column(), cell.raw());
      else if (name === 'row') {
        const row = line.end(number);
        if (row !== null) rows.push(row);
        if (rows.length > mostRows) throw new WorkbookError('tooManyCells');
      } else cell.close(name);
      return name === 'sheetData' || rows.length >= limit;
    },
  });
  return rows;
}

/** Gathers one cell; its value may come in many pieces. */
function createCell(formats: readonly Format[]) {
  let [type, ref, value] = ['n', '', ''];
  let format: Format = null;
  let formula = false;
  let inside: 'value' | null = null;
  let inRuby = false;
  return {
    begin(attribute: (name: string) => string | undefined) {
      type = attribute('t') ?? 'n';
      ref = attribute('r') ?? '';
      format = formats[Number(attribute('s') ?? 0)] ?? null;
      value = '';
      formula = false;
      inRuby = false;
    },
    open(name: string) {
      if (name === 'rPh') inRuby = true;
      else if (name === 'v' || (name === 't' && !inRuby)) inside = 'value';
      else if (name === 'f') formula = true;
    },
    text(text: string) {
      if (inside !== null && value.length <= longestRecord) value += text;
    },
    close(name: string) {
      if (name === 'rPh') inRuby = false;
      else if (name === 'v' || name === 't') inside = null;
    },
    /** From 0; null where the cell does not say, and follows the one before. */
    column: () => columnOf(ref),
    raw: (): RawCell => ({ type, value, format, formula }),
  };
}

/** Gathers one row, under the bounds of a line of text. */
function createLine(around: Surroundings) {
  let cells: string[] = [];
  let spoilt: Spoilt[] = [];
  let next = 0;
  let length = 0;
  let isLong = false;
  return {
    begin() {
      cells = [];
      spoilt = [];
      next = 0;
      length = 0;
      isLong = false;
    },
    put(column: number | null, raw: RawCell) {
      const at = column ?? next;
      next = at + 1;
      const { text, spoilt: why } = readCell(raw, around);
      if (text.trim() === '' && why === undefined) return;
      length += text.length;
      isLong ||= at >= widestRecord || length > longestRecord;
      if (isLong) return;
      while (cells.length < at) cells.push('');
      cells[at] = text;
      if (why !== undefined) spoilt.push({ index: at, value: text, why });
    },
    /** Null where it holds nothing. */
    end(line: number): TableRow | null {
      if (isLong) return { line, cells: [], fault: 'long' };
      if (cells.length === 0) return null;
      return spoilt.length === 0 ? { line, cells } : { line, cells, spoilt };
    },
  };
}

/** `C12` is 2. */
function columnOf(ref: string): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(ref)?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
