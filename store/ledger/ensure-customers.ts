import { sql } from 'kysely';
import { json } from '../json.ts';
import { batches } from './batches.ts';
import type { Importing } from './import-context.ts';
import type { CustomerNote } from './import-report.ts';

export interface WantedCustomer {
  readonly entity: string;
  readonly number: string;
  /** The number where absent. */
  readonly name?: string | undefined;
}

export interface KnownCustomers {
  readonly created: readonly CustomerNote[];
  idOf(entity: string, number: string): number | undefined;
}

/** Finds customers by their numbers and, with `create`, makes those that are missing. */
export async function ensureCustomers(
  { tx, context }: Importing,
  wanted: readonly WantedCustomer[],
  create: boolean,
): Promise<KnownCustomers> {
  const distinct = new Map<string, WantedCustomer>();
  for (const one of wanted) {
    const key = keyOf(one.entity, one.number);
    if (distinct.get(key)?.name === undefined) distinct.set(key, one);
  }
  const created: CustomerNote[] = [];
  const ids = new Map<string, number>();
  for (const batch of batches([...distinct.values()])) {
    if (create) {
      const { rows } = await sql<{ id: number; entity: string; number: string; name: string }>`
        insert into customer (entity, number, name, language, zone, created_at)
        select row.entity, row.number, coalesce(row.name, row.number),
          ${context.defaults?.language ?? 'fr'}::text,
          coalesce(${context.defaults?.zone ?? null}::text, entity.content ->> 'zone', 'Europe/Paris'),
          ${context.at}::bigint
        from json_to_recordset(${json(batch)}::json) as row(entity text, number text, name text)
        left join entity on entity.id = row.entity
        on conflict (entity, number) do nothing
        returning id, entity, number, name`.execute(tx);
      created.push(...rows.map(({ id, ...row }) => ({ customer: String(id), ...row })));
    }
    const { rows } = await sql<{ id: number; entity: string; number: string }>`
      select customer.id, customer.entity, customer.number
      from json_to_recordset(${json(batch)}::json) as row(entity text, number text)
      join customer using (entity, number)`.execute(tx);
    for (const row of rows) ids.set(keyOf(row.entity, row.number), row.id);
  }
  return { created, idOf: (entity, number) => ids.get(keyOf(entity, number)) };
}

/** Neither part holds a line feed that matters: a key only needs to be the same for the same pair. */
function keyOf(entity: string, number: string): string {
  return JSON.stringify([entity, number]);
}
