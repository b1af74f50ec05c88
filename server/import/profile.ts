import { readAmount } from './amount.ts';
import { type DateSpan, readDate } from './date.ts';
import type { FieldSpec } from './fields/index.ts';
import type { Table } from './table.ts';

/** What the filled cells of a column look like, as shares from 0 to 1; `filled` counts the sample. */
export interface Profile {
  readonly filled: number;
  readonly amount: number;
  /** Amounts with a fraction. */
  readonly decimal: number;
  readonly date: number;
  readonly email: number;
  /** No blanks inside, and a digit or capitals only: a number, a code. */
  readonly code: number;
  readonly letters: number;
}

const sampleSize = 200;
const everyDate: DateSpan = { from: '0001-01-01', to: '9999-12-31' };

/** Looks at some two hundred filled cells of one column, spread over the file. */
export function profileOf(table: Table, column: number): Profile {
  const step = Math.max(1, Math.floor(table.rows.length / (sampleSize * 2)));
  const cells: string[] = [];
  for (let i = 0; i < table.rows.length && cells.length < sampleSize; i += step) {
    const row = table.rows[i]?.cells ?? [];
    const cell = (row[column] ?? '').trim().slice(0, 200);
    if (cell !== '' && (table.header.length < 3 || isNoTitle(row))) cells.push(cell);
  }
  const share = (is: (cell: string) => boolean) =>
    cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
  return {
    filled: cells.length,
    amount: share((cell) => !['none', 'large'].includes(readAmount(cell, 'comma').kind)),
    decimal: share((cell) => /\d[.,]\d{1,2}\D*$/.test(cell) && readAmount(cell, null).kind === 'amount'),
    date: share((cell) => readDate(cell, 'dmy', everyDate).kind !== 'none'),
    email: share((cell) => /^[^@\s]+@[^@\s]+\.[^@\s]+/.test(cell)),
    code: share((cell) => !/\s/.test(cell) && (/\d/.test(cell) || cell === cell.toUpperCase())),
    letters: share((cell) => /\p{L}{2}/u.test(cell)),
  };
}

/** Titles between the lines of a report fill one cell and say nothing of their column. */
function isNoTitle(row: readonly string[]): boolean {
  return row.findIndex((cell) => cell.trim() !== '') !== row.findLastIndex((cell) => cell.trim() !== '');
}

/** Whether a column with this profile may hold a field; an empty column may hold any. */
export function mayHold(profile: Profile, content: FieldSpec['content']): boolean {
  if (profile.filled === 0 || content === 'anything') return true;
  if (content === 'amount') return profile.amount >= 0.5;
  if (content === 'date') return profile.date >= 0.5;
  if (content === 'email') return profile.email >= 0.3;
  const dated = profile.date > 0.8 && profile.amount < 0.2;
  const money = profile.amount > 0.8 && profile.decimal > 0.5;
  return !dated && !money && profile.email < 0.5;
}
