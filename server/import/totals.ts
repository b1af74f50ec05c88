import { readAmount } from './amount.ts';
import type { Columns } from './columns.ts';
import { readDate } from './date.ts';
import { balanceFields } from './fields/balance.ts';
import { clean, fold } from './names.ts';
import type { TableRow } from './records.ts';

/** Folded beginnings of the text of a line that sums others up. */
const totalWords =
  /^(sous total|s total|ss total|total|totaux|cumul|grand total|subtotal|sub total|solde total|solde general|report|a reporter|ensemble|nombre de|somme|sum)( |$)/;

const footers =
  /^(page|edite|imprime|edition|printed|exporte|genere|generated|date|le \d|au \d|du \d|\d+ ligne|\d+ row)/;

/** A line with one cell may only be an item where the items have no amounts. */
const amountFields = ['open', 'amount', 'ageing', 'debit', 'credit'];

/** `total` and `footer` are left out; `title` names the customer of the lines below it. */
export type LineSort = 'data' | 'total' | 'footer' | 'title' | 'header';

/**
 * Tells a line of data from what reports print between and below it.
 *
 * A total begins with a word for it, has no invoice number and no date, or has amounts only. An
 * invoice of a customer called « Total Énergies » has a number or a date, and is data.
 */
export function sortOf(row: TableRow, columns: Columns, header: readonly string[]): LineSort {
  const cells = row.cells.map(clean);
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length > 1 && filled.every((cell) => header.includes(cell))) return 'header';
  const first = filled[0] ?? '';
  if (filled.length === 1) {
    const folded = fold(first);
    if (totalWords.test(folded)) return 'total';
    if (footers.test(folded) || isAge(folded)) return 'footer';
    if (readAmount(first, 'comma').kind === 'amount') return 'footer';
    return amountFields.some((field) => columns.has(field)) ? 'title' : 'data';
  }
  const keys = ['number', 'invoice', 'email', 'reference'].flatMap((field) => columns.get(field) ?? []);
  const numbered = keys.some(
    ({ index }) => (cells[index] ?? '') !== '' && !totalWords.test(fold(cells[index] ?? '')),
  );
  if (numbered) return 'data';
  const texts = filled.filter((cell) => readAmount(cell, 'comma').kind === 'none');
  if (texts.length === 0) return isIdentified(cells, columns) ? 'data' : 'total';
  const worded = texts.some((cell) => totalWords.test(fold(cell)));
  if (!worded) return 'data';
  return filled.some((cell) => isDate(cell)) ? 'data' : 'total';
}

function isAge(folded: string): boolean {
  const ageing = balanceFields.ageing;
  return ageing?.pattern?.test(folded) === true || ageing?.names.includes(folded) === true;
}

function isIdentified(cells: readonly string[], columns: Columns): boolean {
  const fields = ['customer', 'customerName', 'on'].flatMap((field) => columns.get(field) ?? []);
  return fields.some(({ index }) => (cells[index] ?? '') !== '');
}

const everyDate = { from: '1900-01-01', to: '2999-12-31' };

function isDate(cell: string): boolean {
  return /\D/.test(cell) && readDate(cell, 'dmy', everyDate).kind === 'date';
}
