import { sql } from 'kysely';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { type NewMovement, postMovements } from '../ledger/post-movements.ts';
import { listReceiptsOnAccount, type OnAccount } from '../ledger/receipts-on-account.ts';
import { announce } from '../outbox/announce.ts';
import { inTransaction } from './in-transaction.ts';
import { idOf, lockInvoice } from './invoice-row.ts';

export interface AllocatedReceipt {
  /** Taken off the account; minor units. */
  readonly taken: number;
  /** What of the receipt lies on account still. */
  readonly left: number;
}

/**
 * Takes a receipt off its customer's account: to an invoice of the customer, as much as is open of it; or,
 * without an invoice, all of it, because what the ledger says is owed knows that money already. Belongs to the
 * receipt's import: undone with it.
 *
 * @throws StoreError `not-found`; `not-acceptable` for an invoice of another customer or currency, one of
 * which nothing is open, and a receipt of accounts, which match their own.
 */
export function allocateReceipt(
  db: Db,
  { receipt, invoice }: { readonly receipt: string; readonly invoice: string | null },
  act: Act,
): Promise<AllocatedReceipt> {
  return inTransaction(db, async (tx) => {
    const id = idOf(receipt, 'receipt');
    await sql`select from movement where id = ${id}::bigint for update`.execute(tx);
    const [found] = await listReceiptsOnAccount(tx, { receipt: id });
    if (found === undefined)
      throw new StoreError('not-found', `there is no receipt ${receipt} on account`, { receipt });
    if (found.ofAccounts)
      throw new StoreError(
        'not-acceptable',
        `receipt ${receipt} is of the accounts, which match it themselves`,
      );
    const { customerId, currency, kind, on: occurredOn, reference, left } = found;
    const base = { customerId, currency, occurredOn, reference };
    const part = await nextPart(tx, found);
    const target = invoice === null ? null : await lockInvoice(tx, invoice);
    if (target !== null) demandFit(found, target);
    const taken = target === null ? left : Math.min(left, target.open);
    const movements: NewMovement[] = [
      { ...base, part, invoiceId: null, kind: 'adjustment', amount: taken, reverses: id },
    ];
    if (target !== null)
      movements.push({ ...base, part: part + 1, invoiceId: target.id, kind, amount: -taken });
    await postMovements(tx, movements, { at: act.at, source: found.source, importId: found.importId });
    await announce(tx, [{ what: 'refreshed', customerId, invoiceId: null }], act.at);
    await writeAudit(tx, act, {
      what: target === null ? 'took receipt off the account' : 'allocated receipt',
      object: target === null ? `customer ${customerId}` : `invoice ${target.id}`,
      detail: { receipt: id, amount: taken, currency },
    });
    return { taken, left: left - taken };
  });
}

function demandFit(
  { receipt, customerId, currency }: OnAccount,
  invoice: { readonly customerId: number; readonly currency: string; readonly open: number },
): void {
  const refuse = (why: string) => new StoreError('not-acceptable', `receipt ${receipt} ${why}`);
  if (invoice.customerId !== customerId) throw refuse('is of another customer than the invoice');
  if (invoice.currency !== currency) throw refuse(`is in ${currency}, the invoice in ${invoice.currency}`);
  if (invoice.open <= 0) throw refuse('finds nothing open of the invoice');
}

async function nextPart(db: Db, { source, reference }: OnAccount): Promise<number> {
  const { rows } = await sql<{ part: number }>`
    select coalesce(max(part) + 1, 0)::integer as part from movement
    where source = ${source} and reference = ${reference} and undone_at is null`.execute(db);
  return rows[0]?.part ?? 0;
}
