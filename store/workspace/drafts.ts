import { sql } from 'kysely';
import type { Act } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { storable } from '../json.ts';

/** A workspace file edited on the server. */
export interface Draft {
  readonly path: string;
  readonly content: string;
  /** Digest that it was made from; null for a new file. */
  readonly base: string | null;
  readonly savedAt: number;
  readonly by: string;
}

export async function readDraft(db: Db, path: string): Promise<Draft | null> {
  return (await draftQuery(db).where('path', '=', path).executeTakeFirst()) ?? null;
}

export async function listDrafts(db: Db): Promise<readonly Draft[]> {
  return await draftQuery(db).orderBy('path').execute();
}

export async function saveDraft(
  db: Db,
  draft: Pick<Draft, 'path' | 'content' | 'base'>,
  act: Act,
): Promise<void> {
  await sql`
    insert into draft (path, content, base, saved_at, by_who)
    values (${draft.path}, ${storable(draft.content)}, ${draft.base}, ${act.at}, ${act.actor})
    on conflict (path) do update set content = excluded.content, base = excluded.base,
      saved_at = excluded.saved_at, by_who = excluded.by_who`.execute(db);
}

export async function dropDraft(db: Db, path: string): Promise<void> {
  await db.deleteFrom('draft').where('path', '=', path).execute();
}

function draftQuery(db: Db) {
  return db.selectFrom('draft').select(['path', 'content', 'base', 'saved_at as savedAt', 'by_who as by']);
}
