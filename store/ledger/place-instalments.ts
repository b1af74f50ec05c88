import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';
import type { PlacedRow } from './balance-rows.ts';

interface Instalment {
  readonly customerId: number;
  readonly number: string;
  readonly instalment: number;
  readonly dueOn: string | null;
}

const keyOf = ({ customerId, number }: Pick<Instalment, 'customerId' | 'number'>) =>
  JSON.stringify([customerId, number]);

/**
 * Gives the rows of an invoice in instalments the numbers that the ledger knows them by. A file that
 * lists only what is open has no other name for them than their due date: when the first is paid, the
 * second stands first there, and a dispute or a reminder of the one must not become the other's.
 *
 * A row is the instalment of its due date; one whose date has moved is the nearest of those that no
 * other row speaks of; what is left over is new.
 */
export async function placeInstalments(tx: Tx, rows: readonly PlacedRow[]): Promise<readonly PlacedRow[]> {
  const groups = Map.groupBy(rows, keyOf);
  const known = Map.groupBy(await readInstalments(tx, groups), keyOf);
  const numbers = new Map<PlacedRow, number>();
  for (const [key, instalments] of known) {
    const own = groups.get(key) ?? [];
    if (own.length + instalments.length > 2) number(own, instalments, numbers);
  }
  if (numbers.size === 0) return rows;
  return rows.map((row) => ({ ...row, instalment: numbers.get(row) ?? row.instalment }));
}

function number(
  rows: readonly PlacedRow[],
  known: readonly Instalment[],
  numbers: Map<PlacedRow, number>,
): void {
  const left = new Set(known);
  const give = (row: PlacedRow, instalment: Instalment | undefined) => {
    if (instalment === undefined) return;
    left.delete(instalment);
    numbers.set(row, instalment.instalment);
  };
  for (const row of rows) {
    const same = [...left].filter(({ dueOn }) => dueOn === (row.dueOn ?? null));
    give(row, same.find(({ instalment }) => instalment === row.instalment) ?? same[0]);
  }
  for (const row of rows) if (!numbers.has(row)) give(row, nearest(row, [...left]));
  const taken = new Set([...known.map(({ instalment }) => instalment), ...numbers.values()]);
  for (const row of rows) {
    if (numbers.has(row)) continue;
    const own = taken.has(row.instalment) ? Math.max(...taken) + 1 : row.instalment;
    taken.add(own);
    numbers.set(row, own);
  }
}

/** The one whose due date is nearest to the row's; by number where one of them has no date. */
function nearest(row: PlacedRow, left: readonly Instalment[]): Instalment | undefined {
  const own = left.find(({ instalment }) => instalment === row.instalment);
  const { dueOn } = row;
  if (dueOn === undefined || dueOn === null) return own;
  const distance = (one: Instalment) =>
    one.dueOn === null ? Number.POSITIVE_INFINITY : Math.abs(Date.parse(one.dueOn) - Date.parse(dueOn));
  return left.toSorted((a, b) => distance(a) - distance(b) || (a === own ? -1 : 1))[0];
}

/** What the ledger knows of invoices that stand in several lines of the file, or in several instalments here. */
async function readInstalments(
  tx: Tx,
  groups: ReadonlyMap<string, readonly PlacedRow[]>,
): Promise<readonly Instalment[]> {
  const several = [...groups.values()].flatMap(([first, second]) =>
    first === undefined || second === undefined
      ? []
      : [{ customerId: first.customerId, number: first.number }],
  );
  const { rows } = await sql<Instalment>`
    select customer_id as "customerId", number, instalment, due_on as "dueOn" from invoice
    where (customer_id, number) in (
      select "customerId", number from json_to_recordset(${json(several)}::json)
        as row("customerId" bigint, number text)
      union
      select customer_id, number from invoice where instalment > 1)
    order by customer_id, number, instalment`.execute(tx);
  return rows;
}
