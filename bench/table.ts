import { type Figure, holds } from './figure.ts';

function wantedOf({ wanted }: Figure): string {
  if (wanted === null) return '';
  return 'atLeast' in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`;
}

function ratioOf({ ratio }: Figure): string {
  return ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(2);
}

/** Figures as a table of text: name, ratio, what is wanted, whether it holds, absolute values. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['name', 'ratio', 'wanted', '', 'values'],
    ...figures.map((figure) => [
      figure.name,
      ratioOf(figure),
      wantedOf(figure),
      holds(figure) ? '' : 'short',
      figure.values,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
