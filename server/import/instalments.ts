import type { InvoiceRow } from '../../schemas/index.ts';
import type { Notes } from './notes.ts';

export interface Numbered<Row> {
  readonly line: number;
  readonly row: Row;
}

export interface Settled {
  readonly rows: readonly InvoiceRow[];
  /** Lines said before, with the line that said it first. */
  readonly repeated: readonly { readonly line: number; readonly first: number }[];
}

/**
 * Settles lines of one entity, customer and number. The same line again is left out. Lines with
 * different due dates are instalments, numbered by due date where the file does not number them; lines
 * with the same one are parts of one amount and are added up, with a note.
 *
 * The numbers are those of this file: when a first instalment is paid and gone from the next file,
 * the second becomes the first there. The store recognises an instalment by its due date
 * (`place-instalments.ts`).
 */
export function settleInstalments(
  lines: readonly Numbered<InvoiceRow>[],
  told: boolean,
  notes: Notes,
): Settled {
  const groups = new Map<string, Numbered<InvoiceRow>[]>();
  for (const one of lines) {
    const { entity, customer, number } = one.row;
    const key = JSON.stringify([entity, customer, number]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const rows: InvoiceRow[] = [];
  const repeated: { line: number; first: number }[] = [];
  for (const group of groups.values()) {
    const [only] = group;
    if (group.length === 1 && only !== undefined) {
      rows.push(only.row);
      continue;
    }
    const distinct = withoutRepeats(group, repeated);
    const parts = addUp(distinct, told, notes);
    rows.push(...(told ? parts : numberByDueDate(parts)));
  }
  return { rows, repeated: repeated.sort((a, b) => a.line - b.line) };
}

function withoutRepeats(
  group: readonly Numbered<InvoiceRow>[],
  repeated: { line: number; first: number }[],
): readonly Numbered<InvoiceRow>[] {
  const first = new Map<string, number>();
  return group.filter(({ line, row }) => {
    const key = JSON.stringify(row);
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    else repeated.push({ line, first: before });
    return before === undefined;
  });
}

function addUp(group: readonly Numbered<InvoiceRow>[], told: boolean, notes: Notes): readonly InvoiceRow[] {
  const parts = new Map<string, InvoiceRow>();
  for (const { line, row } of group) {
    const key = JSON.stringify([told ? row.instalment : null, row.dueOn ?? null, row.currency]);
    const before = parts.get(key);
    if (before === undefined) {
      parts.set(key, row);
      continue;
    }
    notes.add('addedUp', line, row.number);
    const amount =
      before.amount === undefined || row.amount === undefined ? undefined : before.amount + row.amount;
    parts.set(key, { ...before, open: before.open + row.open, ...(amount === undefined ? {} : { amount }) });
  }
  return [...parts.values()];
}

function numberByDueDate(parts: readonly InvoiceRow[]): readonly InvoiceRow[] {
  const last = '9999-12-31';
  return [...parts]
    .sort((a, b) =>
      (a.dueOn ?? last) < (b.dueOn ?? last) ? -1 : (a.dueOn ?? last) > (b.dueOn ?? last) ? 1 : 0,
    )
    .map((row, index) => ({ ...row, instalment: index + 1 }));
}
