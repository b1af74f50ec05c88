/** What people decide about an invoice: its due date, its stage, that it is lost. */
import { sql } from 'kysely';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { dayOf } from '../ledger/acceptable.ts';
import { postMovements } from '../ledger/post-movements.ts';
import { announce } from '../outbox/announce.ts';
import { inTransaction } from './in-transaction.ts';
import { findCustomer, lockInvoice } from './invoice-row.ts';
import { demandDay } from './payments.ts';

export type Deed = Act & { readonly why?: string };

/** Moves the due date; the same date changes nothing. */
export function moveDueDate(db: Db, invoice: string, to: string, deed: Deed): Promise<void> {
  return inTransaction(db, async (tx) => {
    demandDay(to);
    const found = await lockInvoice(tx, invoice);
    if (found.dueOn === to) return;
    await tx.updateTable('invoice').set({ due_on: to }).where('id', '=', found.id).execute();
    const { id: invoiceId, customerId } = found;
    await announce(
      tx,
      [{ what: 'due-date-moved', customerId, invoiceId, detail: { from: found.dueOn, to } }],
      deed.at,
    );
    await writeAudit(tx, deed, {
      what: 'moved due date',
      object: `invoice ${invoiceId}`,
      why: deed.why ?? null,
      detail: { from: found.dueOn, to },
    });
  });
}

/** Writes off what is open; a second time changes nothing. */
export function writeOff(db: Db, invoice: string, deed: Deed): Promise<void> {
  return inTransaction(db, async (tx) => {
    const found = await lockInvoice(tx, invoice);
    if (found.writtenOff) return;
    await tx.updateTable('invoice').set({ written_off_at: deed.at }).where('id', '=', found.id).execute();
    const { id: invoiceId, customerId, currency, open } = found;
    const loss = { invoiceId, customerId, kind: 'write-off', amount: -open, currency } as const;
    const occurredOn = dayOf(deed.at);
    if (open > 0) {
      await postMovements(tx, [{ ...loss, occurredOn }], { at: deed.at, source: 'palier', importId: null });
    } else {
      await announce(tx, [{ what: 'written-off', customerId, invoiceId }], deed.at);
    }
    const object = `invoice ${invoiceId}`;
    await writeAudit(tx, deed, {
      what: 'wrote off',
      object,
      why: deed.why ?? null,
      detail: { amount: open, currency },
    });
  });
}

/** Notes that a customer is insolvent; told to all of its runs, once. */
export function markInsolvent(db: Db, customer: string, deed: Deed): Promise<void> {
  return inTransaction(db, async (tx) => {
    const customerId = await findCustomer(tx, customer);
    const { rows } = await sql`
      update customer set insolvent_at = ${deed.at}::bigint where id = ${customerId} and insolvent_at is null
      returning id`.execute(tx);
    if (rows.length === 0) return;
    await announce(tx, [{ what: 'insolvent', customerId, invoiceId: null }], deed.at);
    const object = `customer ${customerId}`;
    await writeAudit(tx, deed, { what: 'marked insolvent', object, why: deed.why ?? null });
  });
}
