import type { Problem } from '../../schemas/index.ts';
import type { Decimal } from './amount.ts';
import type { DateOrder } from './date.ts';
import { decimalProofs, orderProofs } from './evidence.ts';
import { fieldsOf, missingFields } from './fields/index.ts';
import type { ColumnMapping, ImportMapping } from './mapping.ts';
import type { Table } from './table.ts';
import type { Wording } from './wording.ts';

/** A mapped column of this file, with its formats settled. */
export interface Column {
  readonly index: number;
  readonly name: string;
  readonly field: string;
  readonly contact: string;
  /** Null: nothing proves it, and what could be read in two ways is refused. */
  readonly decimal: Decimal | null;
  readonly order: DateOrder | 'mixed';
}

/** Columns by field, in the file's order. */
export type Columns = ReadonlyMap<string, readonly Column[]>;

export type Binding =
  | { readonly ok: true; readonly columns: Columns }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Finds the mapping's columns in a table and settles their formats: the mapping's, else what the
 * file proves, else day before month for dates and nothing for amounts.
 *
 * Problems: `mapping-column-missing` where the file lacks a column, `mapping-field-unknown`,
 * `mapping-field-missing` where the kind of file needs a field that no column is.
 */
export function bindColumns(table: Table, mapping: ImportMapping, say: Wording): Binding {
  const problems = faultsOf(table, mapping, say);
  if (problems.length > 0) return { ok: false, problems };
  const indexes = mapping.columns.map((one) => table.header.indexOf(one.column));
  const decimals = settle(
    mapping.columns,
    indexes,
    (some) => decimalProofs(table, some),
    (one) => one.decimal,
  );
  const orders = settle(
    mapping.columns,
    indexes,
    (some) => orderProofs(table, some),
    (one) => one.order,
    isDate,
  );
  const columns = new Map<string, Column[]>();
  for (const [i, { column, field, contact }] of mapping.columns.entries()) {
    const decimal = decimals[i] ?? null;
    const bound: Column = {
      index: indexes[i] ?? -1,
      name: column,
      field,
      contact: contact ?? '',
      decimal: decimal === 'mixed' ? null : decimal,
      order: orders[i] ?? 'dmy',
    };
    columns.set(field, [...(columns.get(field) ?? []), bound]);
  }
  return { ok: true, columns };

  function isDate(one: ColumnMapping): boolean {
    return fieldsOf[mapping.kind][one.field]?.content === 'date' || one.field.startsWith('custom.');
  }
}

/** Whether a remembered mapping still fits a file: all its columns are there. */
export function mappingFits(table: Table, mapping: ImportMapping): boolean {
  return mapping.columns.every((one) => table.header.includes(one.column));
}

function faultsOf(table: Table, { kind, columns }: ImportMapping, say: Wording): readonly Problem[] {
  const fields = fieldsOf[kind];
  const gone = columns.filter((one) => !table.header.includes(one.column));
  const strange = columns.filter(
    (one) => !one.field.startsWith('custom.') && !Object.hasOwn(fields, one.field),
  );
  const missing = missingFields(
    kind,
    columns.map((one) => one.field),
  );
  return [
    ...gone.map(({ column }) => ({
      code: 'mapping-column-missing',
      message: say.columnMissing(column, table.header),
    })),
    ...strange.map(({ field }) => ({
      code: 'mapping-field-unknown',
      message: say.fieldUnknown(field, kind, Object.keys(fields)),
    })),
    ...missing.map((group) => ({
      code: 'mapping-field-missing',
      message: say.fieldMissing(kind, group, table.header),
    })),
  ];
}

function settle<Way>(
  columns: readonly ColumnMapping[],
  indexes: readonly number[],
  prove: (indexes: readonly number[]) => readonly (Way | null)[],
  told: (one: ColumnMapping) => Way | undefined,
  concerns: (one: ColumnMapping) => boolean = () => true,
): readonly (Way | null)[] {
  const open = columns.flatMap((one, i) => (told(one) === undefined && concerns(one) ? [i] : []));
  const found = prove(open.map((i) => indexes[i] ?? -1));
  return columns.map((one, i) => told(one) ?? found[open.indexOf(i)] ?? null);
}
