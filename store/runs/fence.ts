import { sql } from 'kysely';

/**
 * The fence of a run `r` so many links of history ahead of its workflow: no turn of what drove it before counts
 * any more.
 */
export function fenceAhead(links: number) {
  return sql`jsonb_build_object('answers', '[]'::jsonb, 'place',
    jsonb_build_array(coalesce((r.fence #>> '{place,0}')::bigint, 0) + ${links}::bigint, 0, 0))`;
}
