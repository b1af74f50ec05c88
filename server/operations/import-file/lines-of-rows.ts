import type { LedgerRows, RefusedLine } from '../../../schemas/index.ts';
import type { RefusedRow } from '../../../store/index.ts';
import type { ImportMapping, ImportReading, Table } from '../../import/index.ts';

type Language = 'fr' | 'en';

/** What the ledger says that it would accept, in French; what is missing here stays English. */
const french: Readonly<Record<string, string>> = {
  'an invoice or a customer that the ledger knows': 'une facture ou un client connus',
  'a date such as 2026-03-31': 'une date comme 2026-03-31',
  'an ISO 4217 code such as EUR': 'un code ISO 4217 comme EUR',
  'a positive whole number of minor units': 'un montant positif',
};

/**
 * Rows that the ledger refused, as lines of the file. Where one line makes one row the place says which;
 * else the first line that holds the value does.
 */
export function linesOfRows(
  refused: readonly RefusedRow[],
  {
    table,
    mapping,
    reading,
    language,
  }: {
    readonly table: Table;
    readonly mapping: ImportMapping;
    readonly reading: ImportReading;
    readonly language: Language;
  },
): readonly RefusedLine[] {
  if (refused.length === 0) return [];
  const lines = linesRead(table, reading);
  const isOneToOne = lines.length === countOf(reading.rows);
  const columns = new Map(mapping.columns.map(({ field, column }) => [field, column]));
  return refused.map(({ row, field, value, accepted }) => {
    const holder = table.rows.find(({ cells }) => cells.some((cell) => cell.trim() === value));
    const line = isOneToOne ? lines[row] : holder?.line;
    const wanted = language === 'fr' ? (french[accepted] ?? accepted) : accepted;
    return { line: line ?? 0, column: columns.get(field) ?? field, value, accepted: wanted };
  });
}

function linesRead(table: Table, { refused, skipped }: ImportReading): readonly number[] {
  const left = new Set([...refused, ...skipped].map(({ line }) => line));
  return table.rows.map(({ line }) => line).filter((line) => !left.has(line));
}

function countOf({ rows }: LedgerRows): number {
  return rows.length;
}
