/** Cells of a FEC: its separators, quotes, dates and amounts are laid down by law, so nothing is guessed. */

/**
 * Splits a line. A cell in quotes may hold the separator, and `""` for a quote; a quote inside a cell
 * that does not begin with one is a character like any other.
 */
export function splitCells(line: string, separator: string): readonly string[] {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = line[at] === '"' ? closingQuote(line, at, separator) : -1;
    const next = quoted >= 0 ? quoted + 1 : line.indexOf(separator, at);
    const end = next < 0 ? line.length : next;
    cells.push(quoted >= 0 ? line.slice(at + 1, quoted).replaceAll('""', '"') : line.slice(at, end));
    at = end + 1;
  }
  return cells;
}

/** Where the cell's last quote stands: before a separator or the end; -1 where the cell is not quoted. */
function closingQuote(line: string, from: number, separator: string): number {
  let at = line.indexOf('"', from + 1);
  while (at >= 0) {
    if (line[at + 1] === '"') at += 1;
    else return at + 1 === line.length || line[at + 1] === separator ? at : -1;
    at = line.indexOf('"', at + 1);
  }
  return -1;
}

/** `20261231`, as the law has it; `31/12/2026` and `2026-12-31` too. Null where it is no date. */
export function readDate(cell: string): string | null {
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(cell) ?? /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell);
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(cell);
  const date =
    plain !== null
      ? `${plain[1]}-${plain[2]}-${plain[3]}`
      : french !== null
        ? `${french[3]}-${french[2]}-${french[1]}`
        : null;
  return date !== null && exists(date) ? date : null;
}

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function exists(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (year < 1980 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && !isLeap ? 28 : (lengths[month - 1] ?? 0));
}

/** The largest amount of one line, minor units. */
const largest = 100_000_000_000_000;

/** Minor units of `1234,56`, `1 234.5`, `-12,00`; 0 for an empty cell, null where it is no amount. */
export function readMinor(cell: string): number | null {
  if (cell === '') return 0;
  const found = /^([+-]?)(\d*)(?:[.,](\d*))?$/.exec(cell.replace(/[\s\u00a0\u202f]/g, ''));
  if (found === null) return null;
  const [, sign, whole = '', part = ''] = found;
  if (whole + part === '' || /[1-9]/.test(part.slice(2))) return null;
  const minor = Number(whole) * 100 + Number(part.slice(0, 2).padEnd(2, '0'));
  return minor > largest ? null : sign === '-' && minor !== 0 ? -minor : minor;
}
