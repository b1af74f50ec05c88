import type { Selectable } from 'kysely';
import type { Db } from '../database.ts';
import type { AuditTable } from '../schema/workspace-tables.ts';

export interface AuditQuery {
  readonly object?: string;
  readonly who?: string;
  /** Lines before this id: the next page. */
  readonly before?: number;
  readonly limit?: number;
}

/** The audit trail, newest first. */
export function readAudit(db: Db, query: AuditQuery = {}): Promise<Selectable<AuditTable>[]> {
  let lines = db.selectFrom('audit').selectAll();
  if (query.object !== undefined) lines = lines.where('object', '=', query.object);
  if (query.who !== undefined) lines = lines.where('who', '=', query.who);
  if (query.before !== undefined) lines = lines.where('id', '<', query.before);
  return lines
    .orderBy('id', 'desc')
    .limit(query.limit ?? 100)
    .execute();
}
