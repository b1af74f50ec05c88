import { type Decimal, decimalProvedBy } from './amount.ts';
import { type DateOrder, orderProvedBy } from './date.ts';
import type { Table } from './table.ts';

/** What cells prove together: one way, `mixed` where some prove the one and some the other, null for nothing. */
export type Proof<Way> = Way | 'mixed' | null;

/**
 * Looks through whole columns for cells that can be read in one way only.
 *
 * A column speaks for itself; where it proves nothing, the file's other columns of the same sort speak
 * for it, for a program writes all its amounts, and all its dates, in one way.
 *
 * @param columns indexes of the columns of one sort.
 * @returns one proof a column, in the same order.
 */
function proofs<Way extends string>(
  table: Table,
  columns: readonly number[],
  provedBy: (cell: string) => Way | null,
): readonly Proof<Way>[] {
  const own = columns.map((column) => proofOf(table, column, provedBy));
  const all = own.reduce(join, null);
  return own.map((proof) => proof ?? all);
}

function proofOf<Way extends string>(
  table: Table,
  column: number,
  provedBy: (cell: string) => Way | null,
): Proof<Way> {
  let proof: Proof<Way> = null;
  let last = '';
  for (const { cells } of table.rows) {
    const cell = cells[column] ?? '';
    if (cell === last || cell === '' || cell.length > 80) continue;
    last = cell;
    proof = join(proof, provedBy(cell));
    if (proof === 'mixed') return proof;
  }
  return proof;
}

function join<Way extends string>(a: Proof<Way>, b: Proof<Way>): Proof<Way> {
  if (a === null || a === b) return b;
  return b === null ? a : 'mixed';
}

export function decimalProofs(table: Table, columns: readonly number[]): readonly Proof<Decimal>[] {
  return proofs(table, columns, decimalProvedBy);
}

export function orderProofs(table: Table, columns: readonly number[]): readonly Proof<DateOrder>[] {
  return proofs(table, columns, orderProvedBy);
}
