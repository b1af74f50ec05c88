import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { json } from '../json.ts';

export interface Source {
  readonly name: string;
  readonly kind: string | null;
  /** How the source's columns are read; undefined shapes are the importer's to parse. */
  readonly mapping: unknown;
  /** When it was last read, epoch milliseconds. */
  readonly asOf: number | null;
}

export async function readSource(db: Db, name: string): Promise<Source | null> {
  return (await listSources(db)).find((source) => source.name === name) ?? null;
}

/** Of a row of `source`: its latest reading, whichever the entity. */
const lastReading = sql<number | null>`(select max(as_of) from reading where reading.source = source.name)`;

export async function listSources(db: Db): Promise<readonly Source[]> {
  return await db
    .selectFrom('source')
    .select(['name', 'kind', 'mapping', lastReading.as('asOf')])
    .orderBy('name')
    .execute();
}

/** Remembers how a source's columns are read. */
export async function saveMapping(db: Db, name: string, kind: string, mapping: unknown): Promise<void> {
  await sql`
    insert into source (name, kind, mapping) values (${name}, ${kind}, ${json(mapping)}::jsonb)
    on conflict (name) do update set kind = excluded.kind, mapping = excluded.mapping`.execute(db);
}
