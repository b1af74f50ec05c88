import { fieldsOf } from './fields/index.ts';
import { headerWords } from './names.ts';
import type { TableRow } from './records.ts';

const known: ReadonlySet<string> = new Set(
  Object.values(fieldsOf).flatMap((fields) =>
    Object.values(fields).flatMap((spec) => spec.names.map((name) => headerWords(name).join(' '))),
  ),
);

/** Title lines above a header are few; further down it is data. */
const deepest = 40;

/**
 * Finds the line that names the columns: the one with the most names that we know, two at least;
 * else the first line of words above a line with figures. Null where the file has none.
 */
export function findHeader(rows: readonly TableRow[]): number | null {
  let best = -1;
  let most = 1;
  const top = rows.slice(0, deepest);
  for (const [index, row] of top.entries()) {
    const score = row.cells.length > 300 ? 0 : row.cells.filter(isKnown).length;
    if (score > most) {
      best = index;
      most = score;
    }
  }
  if (best >= 0) return best;
  const worded = top.findIndex(({ cells }, index) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    const below = top[index + 1]?.cells ?? [];
    const words =
      filled.length > 1 && filled.length > cells.length / 2 && filled.every((cell) => !/\d|@/.test(cell));
    return words && below.length >= filled.length && below.some((cell) => /\d|@/.test(cell));
  });
  return worded < 0 ? null : worded;
}

/** How much the first rows look like a table: the most names that we know in one of them. */
export function scoreOfHeader(rows: readonly TableRow[]): number {
  const scores = rows.slice(0, deepest).map(({ cells }) => cells.slice(0, 300).filter(isKnown).length);
  return Math.max(0, ...scores);
}

function isKnown(cell: string): boolean {
  return cell.length < 60 && known.has(headerWords(cell).join(' '));
}

/** Names for all columns: each one only once, `#n` for those without a name. */
export function columnNames(cells: readonly string[], width: number): readonly string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: Math.max(cells.length, width) }, (_, index) => {
    const name = (cells[index] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200) || `#${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
