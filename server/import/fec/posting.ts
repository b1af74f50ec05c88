import type { RefusedLine } from '../../../schemas/index.ts';
import { readDate, readMinor } from './cells.ts';
import { isReceivable } from './entry.ts';
import type { FecColumn, FecHeader } from './header.ts';
import type { FecWording } from './wording.ts';

/** One line of the file, read; its entry is not known yet. */
export interface Posting {
  readonly line: number;
  readonly journal: string;
  readonly journalName: string;
  readonly number: string;
  readonly on: string;
  readonly account: string;
  readonly accountName: string;
  readonly aux: string;
  readonly auxName: string;
  readonly piece: string;
  readonly pieceOn: string | null;
  readonly label: string;
  /** Debit less credit, minor units. */
  readonly amount: number;
  readonly lettering: string;
  readonly letteredOn: string | null;
  readonly validOn: string | null;
  readonly original: { readonly amount: string; readonly currency: string } | null;
}

/** A line that cannot be read. */
export interface Fault {
  readonly refused: RefusedLine;
  /** True where it is of a customer's account, or its account cannot be told. */
  readonly isHole: boolean;
}

/** Reads the cells of a line, or says why not. */
export function readPosting(
  line: number,
  cells: readonly string[],
  header: FecHeader,
  say: FecWording,
): Posting | Fault {
  const text = (column: FecColumn) => printable(cells[header.places[column]] ?? '');
  const refuse = (column: FecColumn | null, value: string, accepted: string): Fault => {
    const name = column === null ? '' : (header.cells[header.places[column]] ?? '');
    const account = text('account');
    const isHole = column === null || column === 'account' || account === '' || isReceivable(account);
    return { refused: { line, column: name, value: value.slice(0, 100), accepted }, isHole };
  };
  const short = header.cells.length - cells.length;
  // Programs may leave the last, empty cells of a line away.
  if (
    short > 4 ||
    (cells.length > header.cells.length && cells.slice(header.cells.length).some((one) => one.trim() !== ''))
  )
    return refuse(null, String(cells.length), say.cells(header.cells.length, cells.length));
  const on = readDate(text('on'));
  if (on === null) return refuse('on', text('on'), say.date);
  for (const column of ['journal', 'account'] as const)
    if (text(column) === '' || text(column).length > 60) return refuse(column, text(column), say.name);
  if (text('number').length > 100) return refuse('number', text('number'), say.name);
  const read = readAmount(text, say);
  if (typeof read !== 'number') return refuse(read.column, text(read.column), read.accepted);
  const aux = text('aux');
  if (aux.length > 100) return refuse('aux', aux, say.name);
  return {
    ...{ line, on, aux, amount: read },
    ...{ journal: text('journal'), journalName: text('journalName'), number: text('number') },
    ...{ account: text('account'), accountName: text('accountName').slice(0, 300) },
    ...{
      auxName: text('auxName').slice(0, 300),
      piece: text('piece').slice(0, 200),
      label: text('label').slice(0, 300),
    },
    ...{ pieceOn: readDate(text('pieceOn')), lettering: text('lettering').slice(0, 50) },
    ...{ letteredOn: readDate(text('letteredOn')), validOn: readDate(text('validOn')) },
    original: originalOf(text('originalAmount'), text('originalCurrency')),
  };
}

function printable(cell: string): string {
  return cell
    .replace(/[\p{Cc}\u200b\ufeff]+/gu, ' ')
    .trim()
    .toWellFormed();
}

type AmountFault = { readonly column: FecColumn; readonly accepted: string };

function readAmount(text: (column: FecColumn) => string, say: FecWording): number | AmountFault {
  if (text('sense') !== '') {
    const amount = readMinor(text('amount'));
    if (amount === null) return { column: 'amount', accepted: say.amount };
    if (/^(d|debit|\+|\+?1)$/i.test(text('sense'))) return amount;
    if (/^(c|credit|-|-1)$/i.test(text('sense'))) return 0 - amount;
    return { column: 'sense', accepted: say.sense };
  }
  const hasSides = text('debit') !== '' || text('credit') !== '';
  if (text('amount') !== '' && !hasSides && readMinor(text('amount')) !== 0)
    return { column: 'sense', accepted: say.sense };
  const debit = readMinor(text('debit'));
  const credit = readMinor(text('credit'));
  if (debit === null) return { column: 'debit', accepted: say.amount };
  if (credit === null) return { column: 'credit', accepted: say.amount };
  if (debit !== 0 && credit !== 0) return { column: 'credit', accepted: say.oneSide };
  return debit - credit;
}

function originalOf(amount: string, currency: string): Posting['original'] {
  const code = currency.toUpperCase();
  const minor = readMinor(amount);
  if (!/^[A-Z]{3}$/.test(code) || code === 'EUR' || minor === null || minor === 0) return null;
  return { amount: (Math.abs(minor) / 100).toFixed(2), currency: code };
}
