import type { Release } from '../../schemas/index.ts';
import type { Db } from '../database.ts';

/** A release by its digest; null where there is none. */
export async function readRelease(db: Db, digest: string): Promise<Release | null> {
  const row = await db
    .selectFrom('release')
    .select('content')
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row?.content ?? null;
}

/** The current release of every flow, by flow id. */
export async function readHeads(db: Db): Promise<Map<string, Release>> {
  const rows = await db
    .selectFrom('flow_head')
    .innerJoin('release', 'release.digest', 'flow_head.digest')
    .select(['flow_head.flow_id', 'release.content'])
    .orderBy('flow_head.flow_id')
    .execute();
  return new Map(rows.map((row) => [row.flow_id, row.content]));
}

export interface ReleaseLine {
  readonly digest: string;
  readonly flow: string;
  readonly publishedAt: number;
  readonly by: string;
  readonly comment: string | null;
  readonly head: boolean;
}

/** Releases, newest first; of one flow or of all. */
export async function listReleases(db: Db, flow?: string): Promise<readonly ReleaseLine[]> {
  let query = db
    .selectFrom('release')
    .leftJoin('flow_head', 'flow_head.digest', 'release.digest')
    .select([
      'release.digest',
      'release.flow_id as flow',
      'published_at as publishedAt',
      'by_who as by',
      'comment',
      'flow_head.flow_id as headOf',
    ]);
  if (flow !== undefined) query = query.where('release.flow_id', '=', flow);
  const rows = await query.orderBy('published_at', 'desc').orderBy('release.digest').execute();
  return rows.map(({ headOf, ...row }) => ({ ...row, head: headOf !== null }));
}
