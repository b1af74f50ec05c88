import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** The companies (SIREN) whose exports a source has told of an entity. */
export async function readCompanies(db: Db, source: string, entity: string): Promise<readonly string[]> {
  const { rows } = await sql<{ company: string }>`
    select distinct company from account_reading reading join import on import.id = reading.import_id
    where reading.source = ${source} and reading.entity = ${entity} and import.undone_at is null
      and company is not null order by 1`.execute(db);
  return rows.map((row) => row.company);
}
