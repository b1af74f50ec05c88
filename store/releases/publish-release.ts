import { sql } from 'kysely';
import type { Release } from '../../schemas/index.ts';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { inTransaction } from '../facts/in-transaction.ts';
import { json } from '../json.ts';

/**
 * Stores a release and makes it the head of its flow. Fast-forward only: `base` is the digest that
 * the author saw as head, null for a new flow. Publishing the head again changes nothing.
 *
 * @throws StoreError `conflict` with `head`, when someone else published in between.
 */
export function publishRelease(
  db: Db,
  release: Release,
  base: string | null,
  act: Act,
): Promise<{ readonly published: boolean }> {
  return inTransaction(db, async (tx) => {
    const flow = release.flow.id;
    await sql`select pg_advisory_xact_lock(hashtext('palier release ' || ${flow}))`.execute(tx);
    const head = await headOf(tx, flow);
    if (head === release.digest) return { published: false };
    if (head !== base) {
      const message = `flow ${flow} was published in between: its head is ${head ?? 'none'}, not ${base ?? 'none'}`;
      throw new StoreError('conflict', message, { flow, ...(head === null ? {} : { head }) });
    }
    await sql`
      insert into release (digest, flow_id, content, published_at, by_who)
      values (${release.digest}, ${flow}, ${json(release)}::jsonb, ${act.at}, ${act.actor})
      on conflict (digest) do nothing`.execute(tx);
    await sql`
      insert into flow_head (flow_id, digest) values (${flow}, ${release.digest})
      on conflict (flow_id) do update set digest = excluded.digest`.execute(tx);
    await sql`delete from no_flow`.execute(tx);
    await writeAudit(tx, act, {
      what: 'published',
      object: `flow ${flow}`,
      detail: { digest: release.digest, base },
    });
    return { published: true };
  });
}

/** The digest of a flow's current release; null where none was published. */
export async function headOf(db: Db, flow: string): Promise<string | null> {
  const row = await db
    .selectFrom('flow_head')
    .select('digest')
    .where('flow_id', '=', flow)
    .executeTakeFirst();
  return row?.digest ?? null;
}
