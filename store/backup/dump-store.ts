/**
 * A consistent copy of every table as text, from one moment: one transaction, read in pieces by place in
 * the file, so that memory stays small whatever the size. Every value is the database's own text, which
 * both databases read back unchanged.
 */
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { type BackupHead, type BackupTable, migrationTables } from './head.ts';

export interface DumpSink {
  head(head: BackupHead): Promise<void>;
  /** Rows of one table, one JSON array of texts a line. */
  rows(table: string, lines: string): Promise<void>;
}

/** Pages of eight kilobytes that are read at once. */
const pagesAtOnce = 128;

export async function dumpStore(db: Db, sink: DumpSink, realNow: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx);
    const tables = await readTables(tx);
    const [schema, ids] = [await readSchema(tx), await readIds(tx)];
    await sink.head({ palier: 'backup', format: 1, schema, takenAt: realNow, tables, ids });
    for (const table of tables) await dumpTable(tx, table, sink);
  });
}

async function dumpTable(tx: Tx, { name, columns }: BackupTable, sink: DumpSink): Promise<void> {
  const { rows: sizes } = await sql<{ pages: number }>`
    select pg_relation_size(${name}::regclass) / current_setting('block_size')::bigint as pages`.execute(tx);
  const values = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
  for (let page = 0; page < (sizes[0]?.pages ?? 0); page += pagesAtOnce) {
    const from = `(${page},0)`;
    const to = `(${page + pagesAtOnce},0)`;
    const { rows } = await sql<{ lines: string | null }>`
      select string_agg(to_json(array[${values}])::text, E'\n') as lines from ${sql.table(name)}
      where ctid >= ${from}::tid and ctid < ${to}::tid`.execute(tx);
    const lines = rows[0]?.lines ?? null;
    if (lines !== null) await sink.rows(name, lines);
  }
}

async function readTables(tx: Tx): Promise<readonly BackupTable[]> {
  const { rows } = await sql<BackupTable>`
    select c.relname as name, json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and c.relname <> all(${[...migrationTables]}) and a.attgenerated = ''
    group by c.relname order by c.relname`.execute(tx);
  return rows;
}

export async function readSchema(db: Db | Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

async function readIds(tx: Tx): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ name: string; last: number }>`
    select c.relname as name,
      coalesce(pg_sequence_last_value(pg_get_serial_sequence(quote_ident(c.relname), 'id')::regclass), 0) as last
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.attidentity <> ''
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`.execute(tx);
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}
