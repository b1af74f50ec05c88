import { sql } from 'kysely';
import { writeAudit } from '../audit/write-audit.ts';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { storable } from '../json.ts';
import { announce } from '../outbox/announce.ts';
import { inTransaction } from './in-transaction.ts';
import { idOf, type LockedInvoice, lockInvoice } from './invoice-row.ts';
import type { Deed } from './invoices.ts';

export interface NewDispute {
  readonly category?: string | null;
  readonly reason?: string | null;
  /** The source's own id: by it a close may come before the open. */
  readonly reference?: string;
}

/**
 * Opens a dispute of an invoice and returns its id. The same reference again is the same dispute; one
 * that was closed before it was opened stays closed and holds nobody.
 */
export function openDispute(db: Db, invoice: string, dispute: NewDispute, deed: Deed): Promise<string> {
  return inTransaction(db, async (tx) => {
    const found = await lockInvoice(tx, invoice);
    const known = await byReference(tx, found, dispute.reference);
    if (known !== null) {
      await describe(tx, known.id, dispute);
      return String(known.id);
    }
    const id = await insertDispute(tx, found, dispute, deed.at, null);
    await tell(tx, 'disputed', found, id, deed);
    return String(id);
  });
}

/** Which dispute: by its id, or by its invoice and the source's reference. */
export type DisputeKey =
  | { readonly dispute: string }
  | { readonly invoice: string; readonly reference: string };

/**
 * Closes a dispute; a second time changes nothing. A reference that is not known yet is noted as
 * closed.
 *
 * @throws StoreError `not-found` for an unknown id.
 */
export function closeDispute(db: Db, which: DisputeKey, deed: Deed): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { invoice, known } = await findDispute(tx, which);
    if (known === null) {
      const reference = 'reference' in which ? { reference: which.reference } : {};
      const id = await insertDispute(tx, invoice, reference, deed.at, deed.at);
      await tell(tx, 'dispute-closed', invoice, id, deed);
      return String(id);
    }
    if (known.closedAt === null) {
      await tx.updateTable('dispute').set({ closed_at: deed.at }).where('id', '=', known.id).execute();
      await tell(tx, 'dispute-closed', invoice, known.id, deed);
    }
    return String(known.id);
  });
}

interface KnownDispute {
  readonly id: number;
  readonly invoiceId: number;
  readonly closedAt: number | null;
}

async function findDispute(
  tx: Tx,
  which: DisputeKey,
): Promise<{ invoice: LockedInvoice; known: KnownDispute | null }> {
  if ('invoice' in which) {
    const invoice = await lockInvoice(tx, which.invoice);
    return { invoice, known: await byReference(tx, invoice, which.reference) };
  }
  const row = await tx
    .selectFrom('dispute')
    .select('invoice_id')
    .where('id', '=', idOf(which.dispute, 'dispute'))
    .executeTakeFirst();
  if (row === undefined) throw new StoreError('not-found', `there is no dispute ${which.dispute}`, which);
  const invoice = await lockInvoice(tx, String(row.invoice_id));
  const known = await tx
    .selectFrom('dispute')
    .select(['id', 'invoice_id as invoiceId', 'closed_at as closedAt'])
    .where('id', '=', Number(which.dispute))
    .executeTakeFirstOrThrow();
  return { invoice, known };
}

async function byReference(
  tx: Tx,
  invoice: LockedInvoice,
  reference: string | undefined,
): Promise<KnownDispute | null> {
  if (reference === undefined) return null;
  const row = await tx
    .selectFrom('dispute')
    .select(['id', 'invoice_id as invoiceId', 'closed_at as closedAt'])
    .where('invoice_id', '=', invoice.id)
    .where('reference', '=', storable(reference))
    .executeTakeFirst();
  return row ?? null;
}

async function insertDispute(
  tx: Tx,
  invoice: LockedInvoice,
  dispute: NewDispute,
  openedAt: number,
  closedAt: number | null,
): Promise<number> {
  const row = await tx
    .insertInto('dispute')
    .values({
      customer_id: invoice.customerId,
      invoice_id: invoice.id,
      reference: dispute.reference === undefined ? null : storable(dispute.reference),
      category: dispute.category == null ? null : storable(dispute.category),
      reason: dispute.reason == null ? null : storable(dispute.reason),
      opened_at: openedAt,
      closed_at: closedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A dispute that was noted by its close learns what it was about. */
async function describe(tx: Tx, id: number, { category, reason }: NewDispute): Promise<void> {
  await sql`
    update dispute set category = coalesce(category, ${category ?? null}::text),
      reason = coalesce(reason, ${reason ?? null}::text)
    where id = ${id}`.execute(tx);
}

async function tell(
  tx: Tx,
  what: 'disputed' | 'dispute-closed',
  invoice: LockedInvoice,
  dispute: number,
  deed: Deed,
): Promise<void> {
  const { customerId, id: invoiceId } = invoice;
  await announce(tx, [{ what, customerId, invoiceId, object: String(dispute) }], deed.at);
  await writeAudit(tx, deed, {
    what: what === 'disputed' ? 'opened dispute' : 'closed dispute',
    object: `invoice ${invoiceId}`,
    why: deed.why ?? null,
    detail: { dispute: String(dispute) },
  });
}
