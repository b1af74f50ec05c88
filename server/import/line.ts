import type { RefusedLine } from '../../schemas/index.ts';
import { currencyNamed, readAmount } from './amount.ts';
import type { Column, Columns } from './columns.ts';
import type { ImportContext } from './context.ts';
import { type DateSpan, readDate } from './date.ts';
import { clean, fold } from './names.ts';
import type { Notes } from './notes.ts';
import type { TableRow } from './records.ts';
import type { Wording } from './wording.ts';

/** What all lines of one reading share. */
export interface Sheet {
  readonly columns: Columns;
  readonly context: ImportContext;
  readonly span: DateSpan;
  readonly say: Wording;
  readonly notes: Notes;
}

/** One line while it is read: every fault found is added to `refused`, and the row is then not made. */
export interface Line {
  readonly sheet: Sheet;
  readonly row: TableRow;
  readonly refused: RefusedLine[];
}

/** An amount read, and the currency that its cell named. */
export interface Money {
  readonly minor: number;
  readonly mark?: 'debit' | 'credit';
  readonly currency?: string;
}

/** Longer values are quoted in part. */
const quoted = 200;

export function refuse(line: Line, column: string, value: string, accepted: string): void {
  const shown = value.length > quoted ? `${value.slice(0, quoted)}…` : value;
  line.refused.push({ line: line.row.line, column, value: shown, accepted });
}

export function hasColumn(sheet: Sheet, field: string): boolean {
  return sheet.columns.has(field);
}

export function columnName(sheet: Sheet, ...fields: readonly string[]): string {
  const found = fields.flatMap((field) => sheet.columns.get(field) ?? [])[0];
  return found?.name ?? fields[0] ?? '';
}

export function cellOf(line: Line, column: Column): string {
  return line.row.cells[column.index] ?? '';
}

/** The text of a field; empty where the line has none. Longer than `limit` characters is refused. */
export function textOf(line: Line, field: string, limit = 1000): string {
  const column = line.sheet.columns.get(field)?.[0];
  return column === undefined ? '' : textIn(line, column, limit);
}

export function textIn(line: Line, column: Column, limit = 1000): string {
  const text = clean(cellOf(line, column));
  if (text.length <= limit) return text;
  refuse(line, column.name, text, line.sheet.say.text(limit, text.length));
  return '';
}

/** The amount of a field; null where the cell is empty, or refused. */
export function amountOf(line: Line, field: string): Money | null {
  const column = line.sheet.columns.get(field)?.[0];
  return column === undefined ? null : amountIn(line, column);
}

export function amountIn(line: Line, column: Column): Money | null {
  const cell = cellOf(line, column);
  const reading = readAmount(cell, column.decimal);
  const { say } = line.sheet;
  if (reading.kind === 'amount') return reading;
  if (reading.kind === 'none') refuse(line, column.name, clean(cell), say.amount);
  else if (reading.kind !== 'empty') refuse(line, column.name, clean(cell), say.amountFaults[reading.kind]);
  return null;
}

/**
 * The date of a field; undefined where the file has no such column, null where the cell is empty.
 * What is not a date, is ambiguous, or is no believable day is refused, unless `lenient`: then an
 * unbelievable day is null with a note.
 */
export function dateOf(line: Line, field: string, lenient = false): string | null | undefined {
  const column = line.sheet.columns.get(field)?.[0];
  return column === undefined ? undefined : dateIn(line, column, lenient);
}

export function dateIn(line: Line, column: Column, lenient = false): string | null {
  const { say, span, notes } = line.sheet;
  const cell = cellOf(line, column);
  const reading = readDate(cell, column.order, span);
  if (reading.kind === 'date') return reading.on;
  if (reading.kind === 'empty') return null;
  if (reading.kind === 'absurd' && lenient) notes.add('absurdDate', line.row.line);
  else if (reading.kind === 'absurd')
    refuse(line, column.name, clean(cell), say.dateAbsurd(span.from, span.to));
  else refuse(line, column.name, clean(cell), reading.kind === 'ambiguous' ? say.dateAmbiguous : say.date);
  return null;
}

/** The entity of a line: by id or name where a column says so, else the context's. */
export function entityOf(line: Line): string {
  const { context, say } = line.sheet;
  const text = textOf(line, 'entity');
  if (text === '') return context.entity;
  const wanted = fold(text);
  const found = context.entities.find((one) => fold(one.id) === wanted || fold(one.name) === wanted);
  if (found !== undefined) return found.id;
  refuse(line, columnName(line.sheet, 'entity'), text, say.entity(context.entities.map((one) => one.id)));
  return context.entity;
}

const dollars: ReadonlySet<string> = new Set(['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN']);

/**
 * The currency of a line: its column's, else the amount's own, else its entity's, else the context's. `$` is
 * that one where it is a dollar, else USD.
 */
export function currencyOf(line: Line, money: Money | null, entity: string): string {
  const { context, say } = line.sheet;
  const usual = context.entities.find(({ id }) => id === entity)?.currency ?? context.currency;
  const text = textOf(line, 'currency', 100);
  const code = text === '' ? (money?.currency ?? usual) : (currencyNamed(text) ?? text.toUpperCase());
  const named = code !== '$' ? code : dollars.has(usual) ? usual : 'USD';
  if (!/^[A-Z]{3}$/.test(named)) refuse(line, columnName(line.sheet, 'currency'), text, say.currency);
  if (text === '' && named !== usual) line.sheet.notes.add('ownCurrency', line.row.line, named);
  return named;
}

/**
 * The number and name of a line's customer. Where the file has only a name, the name is the number
 * too; empty where it has neither.
 */
export function customerOf(line: Line): { readonly number: string; readonly name: string } {
  const number = textOf(line, 'customer');
  const name = textOf(line, 'customerName');
  if (number === '' && name !== '') line.sheet.notes.add('nameAsNumber', line.row.line);
  return { number: number === '' ? name : number, name };
}

/** What a line says of debit and credit: a column of its own (Sage: 0 and 1), else the amount's mark. */
export function senseOf(line: Line, money: Money | null): 'debit' | 'credit' | null {
  const text = fold(textOf(line, 'sense', 100));
  if (text === '') return money?.mark ?? null;
  if (/^(d|dr|db|debit|debiteur|0)$/.test(text)) return 'debit';
  if (/^(c|cr|credit|crediteur|1)$/.test(text)) return 'credit';
  refuse(line, columnName(line.sheet, 'sense'), text, line.sheet.say.sense);
  return null;
}
