import type { Selectable } from 'kysely';
import type { Db } from '../database.ts';
import type { ImportTable } from '../schema/ledger-tables.ts';

export interface ImportLine {
  readonly import: string;
  readonly source: string;
  readonly kind: ImportTable['kind'];
  readonly fileName: string | null;
  readonly asOf: number;
  readonly at: number;
  readonly who: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly complete: boolean;
  readonly undoneAt: number | null;
}

/** Imports, newest first. */
export async function listImports(
  db: Db,
  limit = 100,
  source: string | null = null,
): Promise<readonly ImportLine[]> {
  const all = db.selectFrom('import').selectAll().orderBy('id', 'desc').limit(limit);
  const rows = await (source === null ? all : all.where('source', '=', source)).execute();
  return rows.map(lineOf);
}

/**
 * The import that took this very file of a source first, undone or not, and the one that stands; null
 * where there is none.
 */
export async function findImportOf(
  db: Db,
  source: string,
  fileDigest: string,
): Promise<{ readonly first: ImportLine | null; readonly standing: ImportLine | null }> {
  const rows = await db
    .selectFrom('import')
    .selectAll()
    .where('source', '=', source)
    .where('file_digest', '=', fileDigest)
    .orderBy('id')
    .execute();
  const lines = rows.map(lineOf);
  return { first: lines[0] ?? null, standing: lines.find((one) => one.undoneAt === null) ?? null };
}

function lineOf(row: Selectable<ImportTable>): ImportLine {
  return {
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
  };
}
