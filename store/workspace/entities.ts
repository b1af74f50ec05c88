import { sql } from 'kysely';
import type { Entity } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { json } from '../json.ts';

/** Makes the store's entities those of the workspace; one that is gone stays, for its invoices. */
export async function saveEntities(db: Db, entities: readonly Entity[]): Promise<void> {
  await sql`
    insert into entity (id, content) select content ->> 'id', content
    from jsonb_array_elements(${json(entities)}::jsonb) as content
    on conflict (id) do update set content = excluded.content`.execute(db);
}
