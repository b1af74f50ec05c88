import type { RefusedLine } from '../../schemas/index.ts';
import type { FileKind } from './fields/index.ts';
import type { SkippedLine } from './rows.ts';
import { type Language, type Wording, wordings } from './wording.ts';

/** What an import did: the reading of the file, and the counts that the ledger answered. */
export interface ImportReport {
  readonly file: string;
  readonly kind: FileKind;
  /** Rows that the ledger did not know. */
  readonly created: number;
  /** Rows that changed what it knew. */
  readonly changed: number;
  /** Invoices that came to zero. */
  readonly paid: number;
  readonly unchanged?: number;
  readonly refused: readonly RefusedLine[];
  readonly skipped: readonly SkippedLine[];
  readonly notes: readonly string[];
}

/** The most entries that each table of the text shows; the JSON has them all. */
const shown = 20;

/** The report for a terminal: counts, then a table of refused and one of skipped lines. Ends with a line end. */
export function renderReport(report: ImportReport, language: Language = 'en'): string {
  const say = wordings[language];
  const refusedLines = new Set(report.refused.map((one) => one.line)).size;
  const counts: readonly (readonly [keyof Wording['report'], number | undefined])[] = [
    ['created', report.created],
    ['changed', report.changed],
    ['paid', report.paid],
    ['unchanged', report.unchanged],
    ['refused', refusedLines],
    ['skipped', report.skipped.length],
  ];
  const words = say.report;
  const parts = [
    `${words.kind} ${printable(report.file)} (${say.kinds[report.kind]})`,
    counts
      .flatMap(([word, count]) =>
        count === undefined ? [] : [`  ${words[word].padEnd(12)}${String(count).padStart(8)}`],
      )
      .join('\n'),
    section(
      words.refused,
      report.refused,
      (one) => [String(one.line), one.column, one.value, one.accepted],
      say,
      [words.line, words.column, words.value, words.accepted],
    ),
    section(words.skipped, report.skipped, (one) => [String(one.line), one.why], say, [
      words.line,
      words.why,
    ]),
    report.notes.length === 0
      ? ''
      : `${words.notes}\n${report.notes.map((note) => `  ${printable(note)}`).join('\n')}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The report as JSON for another program: all entries, two spaces, a final line end. */
export function renderReportJson(report: ImportReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function section<Entry>(
  title: string,
  entries: readonly Entry[],
  cells: (entry: Entry) => readonly string[],
  say: Wording,
  head: readonly string[],
): string {
  if (entries.length === 0) return '';
  const rows = [head, ...entries.slice(0, shown).map(cells)].map((row) => row.map(printable));
  const widths = head.map((_, column) =>
    Math.max(...rows.map((row) => Math.min(40, (row[column] ?? '').length))),
  );
  const text = rows.map((row) => `  ${row.map((cell, i) => padded(cell, widths, i)).join('  ')}`.trimEnd());
  const more = entries.length - shown;
  return [title, ...text, ...(more > 0 ? [`  … ${more} ${say.report.more}`] : [])].join('\n');
}

function padded(cell: string, widths: readonly number[], column: number): string {
  if (column === widths.length - 1) return cell;
  const width = widths[column] ?? 0;
  return cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width);
}

/** Without control characters: a cell of a file must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '·');
}
