/**
 * Fills an empty database with what a backup holds, in one transaction. References between tables are
 * taken off meanwhile and proven when they are put back.
 */
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import type { BackupHead, BackupTable } from './head.ts';

export interface LoadedRows {
  readonly table: string;
  /** JSON arrays of texts. */
  readonly lines: readonly string[];
}

interface Reference {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** @throws the database's own error where a row does not fit, and then nothing is changed. */
export async function loadStore(
  db: Db,
  head: Pick<BackupHead, 'tables' | 'ids'>,
  batches: AsyncIterable<LoadedRows>,
  finish: (tx: Tx) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const references = await takeReferencesOff(tx);
    const tables = new Map(head.tables.map((table) => [table.name, table]));
    for await (const { table, lines } of batches) {
      const known = tables.get(table);
      if (known === undefined)
        throw new Error(`the backup has rows of a table "${table}" that it does not name`);
      await loadRows(tx, known, lines);
    }
    for (const [table, last] of Object.entries(head.ids)) {
      if (last > 0) await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${last})`.execute(tx);
    }
    for (const { table, name, definition } of references) {
      await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(
        tx,
      );
    }
    await finish(tx);
  });
}

async function loadRows(tx: Tx, { name, columns }: BackupTable, lines: readonly string[]): Promise<void> {
  const into = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = sql.join(
    columns.map(({ type }, index) => sql`(row ->> ${sql.lit(index)})::${sql.raw(type)}`),
  );
  await sql`
    insert into ${sql.table(name)} (${into})
    select ${values} from json_array_elements(${`[${lines.join()}]`}::json) row`.execute(tx);
}

async function takeReferencesOff(tx: Tx): Promise<readonly Reference[]> {
  const { rows } = await sql<Reference>`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace
    order by c.relname, k.conname`.execute(tx);
  for (const { table, name } of rows) {
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(tx);
  }
  return rows;
}
