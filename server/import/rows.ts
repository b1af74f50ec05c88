import type { InvoiceRow, LedgerRows, PaymentRow, Problem, RefusedLine } from '../../schemas/index.ts';
import { readInvoice } from './balance.ts';
import { bindColumns } from './columns.ts';
import type { ImportContext } from './context.ts';
import { countriesByName } from './countries.ts';
import { joinCustomers, readCustomer } from './customers.ts';
import type { DateSpan } from './date.ts';
import { type Numbered, settleInstalments } from './instalments.ts';
import { type Line, refuse, type Sheet } from './line.ts';
import type { ImportMapping } from './mapping.ts';
import { clean } from './names.ts';
import { gatherNotes } from './notes.ts';
import { giveReferences } from './payment-references.ts';
import { readPayment } from './payments.ts';
import type { TableRow } from './records.ts';
import { referenceMaker } from './references.ts';
import type { Table } from './table.ts';
import { sortOf } from './totals.ts';
import { wordings } from './wording.ts';

export interface SkippedLine {
  /** 1-based, as an editor counts. */
  readonly line: number;
  readonly why: string;
}

export interface ImportReading {
  readonly rows: LedgerRows;
  /** One entry for each fault; a line with two faults is named twice. */
  readonly refused: readonly RefusedLine[];
  /** Lines left out on purpose: totals, titles, repeats. */
  readonly skipped: readonly SkippedLine[];
  readonly notes: readonly string[];
  /** Why nothing could be read, where the mapping does not fit the file; empty otherwise. */
  readonly problems: readonly Problem[];
}

/** Reads one line of data, and answers all rows once every line has been read. */
interface Reader {
  read(line: Line, section: string): void;
  finish(): LedgerRows;
}

interface Desk {
  readonly sheet: Sheet;
  skip(line: number, why: string): void;
}

/** The reader of each kind of file. */
const readers: Readonly<Record<ImportMapping['kind'], (desk: Desk) => Reader>> = {
  balance: balanceReader,
  payments: paymentsReader,
  customers: customersReader,
};

/**
 * Reads the rows of a table into ledger rows. Pure: the same table, mapping and context give the same
 * rows. Never throws; a refused line never stops the others, and no line is lost without a word: each
 * one is in `rows`, `refused` or `skipped`.
 */
export function readRows(table: Table, mapping: ImportMapping, context: ImportContext): ImportReading {
  const steps = readRowsStepwise(table, mapping, context);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** How many lines were looked at, and in how many of them something was refused. */
export interface ReadingStep {
  readonly lines: number;
  readonly refused: number;
}

/** So many lines are read between two pauses. */
const linesOfStep = 2_000;

/** {@link readRows}, with a pause every few thousand lines for a caller who has more to do. */
export function* readRowsStepwise(
  table: Table,
  mapping: ImportMapping,
  context: ImportContext,
): Generator<ReadingStep, ImportReading> {
  const say = wordings[context.language ?? 'en'];
  const bound = bindColumns(table, mapping, say);
  if (!bound.ok) {
    const rows: LedgerRows = { kind: mapping.kind, rows: [] };
    return { rows, refused: [], skipped: [], notes: [], problems: bound.problems };
  }
  const notes = gatherNotes(say);
  const sheet: Sheet = { columns: bound.columns, context, span: spanAround(context.today), say, notes };
  const refused: RefusedLine[] = [];
  const skipped: SkippedLine[] = [];
  const reader = readers[mapping.kind]({ sheet, skip: (line, why) => skipped.push({ line, why }) });
  let section = '';
  let refusedLines = 0;
  for (const [index, row] of table.rows.entries()) {
    if (index > 0 && index % linesOfStep === 0) yield { lines: index, refused: refusedLines };
    const line: Line = { sheet, row, refused: [] };
    const sort = row.fault === undefined ? sortOf(row, bound.columns, table.header) : 'data';
    if (sort === 'data') {
      if (refuseShape(line, table.header.length) && refuseSpoilt(line)) reader.read(line, section);
      refused.push(...line.refused);
      if (line.refused.length > 0) refusedLines += 1;
      continue;
    }
    section = sort === 'title' ? titleOf(row) : sort === 'total' ? '' : section;
    skipped.push({ line: row.line, why: say.skipped[sort] });
  }
  const rows = reader.finish();
  skipped.sort((a, b) => a.line - b.line);
  return { rows, refused, skipped, notes: notes.sentences(), problems: [] };
}

function titleOf(row: TableRow): string {
  return clean(row.cells.find((cell) => cell.trim() !== '') ?? '').slice(0, 1000);
}

function spanAround(today: string): DateSpan {
  return { from: '1990-01-01', to: `${Number(today.slice(0, 4)) + 20}-12-31` };
}

/** Answers false, and refuses, where the line is not of the table's shape: its cells may be shifted. */
function refuseShape(line: Line, width: number): boolean {
  const { row, sheet } = line;
  if (row.fault === 'long') refuse(line, '', '', sheet.say.lineTooLong);
  const beyond = row.cells.slice(width).find((cell) => cell.trim() !== '');
  if (beyond !== undefined)
    refuse(line, `#${width + 1}`, clean(beyond), sheet.say.tooManyCells(width, row.cells.length));
  return line.refused.length === 0;
}

/** Refuses cells of a workbook that hold no value, where they matter; answers whether none does. */
function refuseSpoilt(line: Line): boolean {
  const { spoilt } = line.row;
  if (spoilt === undefined) return true;
  const mapped = [...line.sheet.columns.values()].flat();
  for (const { index, value, why } of spoilt) {
    const column = mapped.find((one) => one.index === index);
    if (column !== undefined) refuse(line, column.name, value, line.sheet.say.spoilt[why]);
  }
  return line.refused.length === 0;
}

function balanceReader({ sheet, skip }: Desk): Reader {
  const found: Numbered<InvoiceRow>[] = [];
  const makeReference = referenceMaker();
  return {
    read(line, section) {
      const row = readInvoice(line, section, makeReference);
      if (row !== null) found.push({ line: line.row.line, row });
    },
    finish() {
      const { rows, repeated } = settleInstalments(found, sheet.columns.has('instalment'), sheet.notes);
      for (const { line, first } of repeated) skip(line, sheet.say.repeated(first));
      return { kind: 'balance', rows };
    },
  };
}

function paymentsReader({ sheet, skip }: Desk): Reader {
  const found: Numbered<PaymentRow>[] = [];
  return {
    read(line) {
      const row = readPayment(line);
      if (row === 'zero') skip(line.row.line, sheet.say.skipped.zero);
      else if (row !== null) found.push({ line: line.row.line, row });
    },
    finish() {
      const { rows, repeated } = giveReferences(found);
      for (const { line, first } of repeated) skip(line, sheet.say.repeated(first));
      return { kind: 'payments', rows };
    },
  };
}

function customersReader(): Reader {
  const countries = countriesByName();
  const found: Parameters<typeof joinCustomers>[0][number][] = [];
  return {
    read(line) {
      const row = readCustomer(line, countries);
      if (row !== null) found.push(row);
    },
    finish: () => ({ kind: 'customers', rows: joinCustomers(found) }),
  };
}
