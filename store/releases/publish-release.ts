import { sql } from 'kysely';
import type { Release } from '../../schemas/index.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { inTransaction } from '../facts/in-transaction.ts';
import type { Deed } from '../facts/invoices.ts';
import { json } from '../json.ts';

/**
 * Stores a release and makes it the head of its flow. Fast-forward only: `base` is the digest that
 * the author saw as head, null for a new flow. Publishing the head again changes nothing. The deed's
 * `why` stays with a new release as its comment.
 *
 * @throws StoreError `conflict` with `head`, when someone else published in between.
 */
export function publishRelease(
  db: Db,
  release: Release,
  base: string | null,
  deed: Deed,
): Promise<{ readonly published: boolean }> {
  return inTransaction(db, async (tx) => {
    const flow = release.flow.id;
    const isHead = await isHeadAlready(tx, { flow, digest: release.digest, base });
    if (isHead) return { published: false };
    await sql`
      insert into release (digest, flow_id, content, published_at, by_who, comment)
      values (${release.digest}, ${flow}, ${json(release)}::jsonb, ${deed.at}, ${deed.actor}, ${deed.why ?? null})
      on conflict (digest) do nothing`.execute(tx);
    await putInForce(tx, { flow, digest: release.digest, base }, deed, 'published');
    return { published: true };
  });
}

/**
 * Puts a release that the store has in force again: a new head, by the rules of publishing. Runs under
 * way keep theirs.
 *
 * @throws StoreError `not-found` for an unknown one, `conflict` when someone else published in between.
 */
export function restoreRelease(
  db: Db,
  { digest, base }: { readonly digest: string; readonly base: string | null },
  deed: Deed,
): Promise<{ readonly restored: boolean }> {
  return inTransaction(db, async (tx) => {
    const row = await tx
      .selectFrom('release')
      .select('flow_id')
      .where('digest', '=', digest)
      .executeTakeFirst();
    if (row === undefined) throw new StoreError('not-found', `there is no release ${digest}`, { digest });
    const head: Head = { flow: row.flow_id, digest, base };
    if (await isHeadAlready(tx, head)) return { restored: false };
    await putInForce(tx, head, deed, 'restored');
    return { restored: true };
  });
}

interface Head {
  readonly flow: string;
  readonly digest: string;
  readonly base: string | null;
}

async function isHeadAlready(tx: Tx, { flow, digest, base }: Head): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('palier release ' || ${flow}))`.execute(tx);
  const head = await headOf(tx, flow);
  if (head === digest) return true;
  if (head === base) return false;
  const message = `flow ${flow} was published in between: its head is ${head ?? 'none'}, not ${base ?? 'none'}`;
  throw new StoreError('conflict', message, { flow, ...(head === null ? {} : { head }) });
}

async function putInForce(
  tx: Tx,
  { flow, digest, base }: Head,
  deed: Deed,
  what: 'published' | 'restored',
): Promise<void> {
  await sql`
    insert into flow_head (flow_id, digest) values (${flow}, ${digest})
    on conflict (flow_id) do update set digest = excluded.digest`.execute(tx);
  await sql`delete from no_flow`.execute(tx);
  await writeAudit(tx, deed, {
    what,
    object: `flow ${flow}`,
    why: deed.why ?? null,
    detail: { digest, base },
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
