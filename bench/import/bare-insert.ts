/**
 * The yardstick: the very rows that the ledger ends up with, written by multi-row inserts of a thousand,
 * all ids known beforehand, in one transaction, without reading anything.
 */
import { type Db, sql } from './sql.ts';

export interface LedgerContent {
  readonly customer: readonly Row[];
  readonly invoice: readonly Row[];
  readonly movement: readonly Row[];
  readonly outbox: readonly Row[];
}
type Row = Readonly<Record<string, unknown>>;

const tables = ['customer', 'invoice', 'movement', 'outbox'] as const;
const atOnce = 1000;

/** What the ledger holds now, as the bare insert will write it again. */
export async function readLedger(db: Db): Promise<LedgerContent> {
  const read = async (table: (typeof tables)[number]): Promise<readonly Row[]> => {
    const { rows } = await sql<Row>`select * from ${sql.table(table)} order by id`.execute(db);
    return rows;
  };
  return {
    customer: await read('customer'),
    invoice: await read('invoice'),
    movement: (await read('movement')).map((row) => ({ ...row, import_id: null })),
    outbox: await read('outbox'),
  };
}

export async function emptyLedger(db: Db): Promise<void> {
  await sql`truncate customer, invoice, movement, outbox, import, source, audit cascade`.execute(db);
  await sql`vacuum`.execute(db);
  await sql`checkpoint`.execute(db);
}

export async function insertBare(db: Db, content: LedgerContent): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const table of tables) {
      const rows = content[table];
      for (let start = 0; start < rows.length; start += atOnce) {
        const some = JSON.stringify(rows.slice(start, start + atOnce));
        await sql`insert into ${sql.table(table)}
          select * from json_populate_recordset(null::${sql.table(table)}, ${some}::json)`.execute(tx);
      }
    }
  });
}
