import { sql } from 'kysely';
import { writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { json } from '../json.ts';
import { announce } from '../outbox/announce.ts';
import { inTransaction } from './in-transaction.ts';
import { idOf, lockInvoice } from './invoice-row.ts';
import type { Deed } from './invoices.ts';
import { demandAmount, demandDay } from './payments.ts';

export interface PromisePart {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  /** Minor units, in the invoice's currency. */
  readonly amount: number;
}

/**
 * Records a promise to pay an invoice on one or several dates and returns its id. It replaces the
 * invoice’s open promise.
 *
 * @throws StoreError `not-acceptable` without parts, or with a date or an amount that makes no sense.
 */
export function recordPromise(
  db: Db,
  invoice: string,
  parts: readonly PromisePart[],
  deed: Deed,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    if (parts.length === 0 || parts.length > 120) {
      throw new StoreError('not-acceptable', `a promise has 1 to 120 parts, not ${parts.length}`, {
        invoice,
      });
    }
    for (const part of parts) {
      demandDay(part.on);
      demandAmount(part.amount);
    }
    const { id: invoiceId, customerId } = await lockInvoice(tx, invoice);
    const inOrder = [...parts].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    await tx
      .updateTable('promise')
      .set({ fate: 'replaced', fate_at: deed.at })
      .where('invoice_id', '=', invoiceId)
      .where('fate', '=', 'open')
      .execute();
    const { id } = await tx
      .insertInto('promise')
      .values({
        customer_id: customerId,
        invoice_id: invoiceId,
        recorded_at: deed.at,
        fate: 'open',
        by_who: deed.actor,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`
      insert into promise_part (promise_id, seq, due_on, amount)
      select ${id}::bigint, row_number() over () - 1, "on", amount
      from json_to_recordset(${json(inOrder)}::json) as row("on" date, amount bigint)`.execute(tx);
    await announce(tx, [{ what: 'promised', customerId, invoiceId, object: String(id) }], deed.at);
    const object = `invoice ${invoiceId}`;
    await writeAudit(tx, deed, {
      what: 'recorded promise',
      object,
      why: deed.why ?? null,
      detail: { parts: inOrder },
    });
    return String(id);
  });
}

/** Says whether an open promise was kept; one that is settled or replaced stays so. */
export function settlePromise(
  db: Db,
  promise: string,
  fate: 'kept' | 'broken',
  deed: Deed,
): Promise<{ readonly settled: boolean }> {
  return inTransaction(db, async (tx) => {
    const row = await tx
      .updateTable('promise')
      .set({ fate, fate_at: deed.at })
      .where('id', '=', idOf(promise, 'promise'))
      .where('fate', '=', 'open')
      .returning('invoice_id')
      .executeTakeFirst();
    if (row === undefined) return { settled: false };
    await writeAudit(tx, deed, {
      what: `promise ${fate}`,
      object: `invoice ${row.invoice_id}`,
      detail: { promise },
    });
    return { settled: true };
  });
}
