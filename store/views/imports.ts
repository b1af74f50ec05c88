import type { Db } from '../database.ts';

export interface ImportLine {
  readonly import: string;
  readonly source: string;
  readonly kind: 'balance' | 'payments' | 'customers';
  readonly fileName: string | null;
  readonly asOf: number;
  readonly at: number;
  readonly who: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly complete: boolean;
  readonly undoneAt: number | null;
}

/** Imports, newest first. */
export async function listImports(db: Db, limit = 100): Promise<readonly ImportLine[]> {
  const rows = await db.selectFrom('import').selectAll().orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    import: String(row.id),
    source: row.source,
    kind: row.kind,
    fileName: row.file_name,
    asOf: row.as_of,
    at: row.at,
    who: row.who,
    counts: row.counts,
    complete: row.complete,
    undoneAt: row.undone_at,
  }));
}
