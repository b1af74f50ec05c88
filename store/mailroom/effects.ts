import { sql } from 'kysely';
import type { Tx } from '../database.ts';

/** What a `set` step changes. */
export interface SetEffect {
  readonly invoiceId: number;
  readonly customerId: number;
  readonly tag: readonly string[];
  readonly untag: readonly string[];
  readonly stage: string | null;
  readonly owner: string | null;
}

/** Carries a `set` step out: the flow's own doing, so that its runs are not told of it. */
export async function effectOfSet(tx: Tx, effect: SetEffect, now: number): Promise<void> {
  const { invoiceId, customerId, tag, untag, stage, owner } = effect;
  if (untag.length > 0) {
    await sql`
      update tag set removed_at = ${now}
      where invoice_id = ${invoiceId} and removed_at is null and name = any(${[...untag]})`.execute(tx);
  }
  if (tag.length > 0) {
    await sql`
      insert into tag (customer_id, invoice_id, name, set_at)
      select ${customerId}, ${invoiceId}, name, ${now} from unnest(${[...tag]}::text[]) name
      on conflict do nothing`.execute(tx);
  }
  if (stage !== null) await sql`update invoice set stage = ${stage} where id = ${invoiceId}`.execute(tx);
  if (owner !== null) await sql`update customer set owner = ${owner} where id = ${customerId}`.execute(tx);
}
