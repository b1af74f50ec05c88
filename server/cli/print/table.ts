import { padTo, widthOf, wrap } from './wrap.ts';

/** A row: its cells, and what is done to each line of it once it has its width. */
export interface Row {
  readonly cells: readonly string[];
  readonly style?: (text: string) => string;
}

/** Space between two columns. */
const gap = '  ';

/**
 * Rows in aligned columns, without a box. The last column takes what is left of the width and wraps;
 * the others are as wide as their widest cell.
 */
export function renderTable(rows: readonly Row[], columns: number, indent = ''): readonly string[] {
  return renderRows(rows, columns, indent).flat();
}

/** {@link renderTable} with the lines of each row apart, for titles between them. */
export function renderRows(
  rows: readonly Row[],
  columns: number,
  indent = '',
): readonly (readonly string[])[] {
  const count = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const widths = Array.from({ length: Math.max(0, count - 1) }, (_, index) =>
    Math.max(0, ...rows.map(({ cells }) => widthOf(cells[index] ?? ''))),
  );
  const before = indent.length + widths.reduce((sum, width) => sum + width + gap.length, 0);
  const rest = Math.max(24, columns - before);
  return rows.map(({ cells, style = (text: string) => text }) => {
    const head = widths.map((width, index) => padTo(cells[index] ?? '', width) + gap).join('');
    const [first = '', ...others] = (cells[count - 1] ?? '').split('\n').flatMap((part) => wrap(part, rest));
    const lines = [indent + head + first, ...others.map((line) => ' '.repeat(before) + line)];
    return lines.map((line) => style(line.trimEnd()));
  });
}
