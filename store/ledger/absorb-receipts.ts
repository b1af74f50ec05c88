import { dayOf } from './acceptable.ts';
import type { Importing } from './import-context.ts';
import { type NewMovement, postMovements } from './post-movements.ts';
import { readTold } from './read-told.ts';
import { listDebitsOnAccount, listReceiptsOnAccount, type OnAccount } from './receipts-on-account.ts';

/**
 * After a balance: what lists of payments put on account, for they knew no invoice for it, leaves the account
 * where the balance shows just that. Anything else stays there, for whoever has paid must not be chased.
 */
export async function absorbReceipts(importing: Importing): Promise<void> {
  const { tx, id, asOf, context } = importing;
  const canKnow = (one: Pick<OnAccount, 'on' | 'ofAccounts'>) => !one.ofAccounts && one.on <= dayOf(asOf);
  const receipts = (await listReceiptsOnAccount(tx)).filter(canKnow);
  const debits = (await listDebitsOnAccount(tx)).filter(canKnow);
  const all = [
    ...receipts.map((one) => ({ ...one, isTakenBack: false })),
    ...debits.map((one) => ({ ...one, isTakenBack: true })),
  ];
  const customers = [...new Set(all.map(({ customerId }) => customerId))];
  const told = await readTold(tx, { invoices: [], customers });
  const movements = all.flatMap(({ receipt, left, isTakenBack, ...one }): readonly NewMovement[] => {
    const { customerId, currency, on } = one;
    const invoiceId = told.explainUnnamed(one, { amount: left, on, isTakenBack }, id);
    if (invoiceId === null) return [];
    const base = { customerId, currency, occurredOn: on };
    const kind = isTakenBack ? 'reversal' : 'adjustment';
    const amount = isTakenBack ? -left : left;
    return [
      { ...base, invoiceId: null, kind: 'adjustment', amount, reverses: receipt },
      { ...base, invoiceId, kind, amount: 0, already: left },
    ];
  });
  await postMovements(tx, movements, { at: context.at, source: context.source, importId: id });
}
