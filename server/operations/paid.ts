import { z } from 'zod';
import { formatDay } from '../../engine/calendar/index.ts';
import {
  allocateReceipt,
  type FoundInvoice,
  listReceiptsOnAccount,
  type OnAccount,
  recordPayment,
} from '../../store/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { deedOf } from './act.ts';
import { findInvoice, named } from './find-invoice.ts';
import { operation } from './operation.ts';
import { readAmount } from './read-amount.ts';
import { readPastDay } from './read-day.ts';
import { Refusal } from './refusal.ts';

/**
 * Records a payment of an invoice: all that is open where no amount is given. Money that lies on the customer's
 * account already is that payment, and is not counted a second time.
 */
export const paid = operation({
  name: 'paid',
  input: z.strictObject({
    invoice: z.string().min(1),
    amount: z.string().optional(),
    on: z.string().optional(),
  }),
  async run(house, { invoice, amount, on }, caller) {
    const found = await findInvoice(house, invoice);
    const given = amount === undefined ? found.open : readAmount(amount);
    if (given <= 0) {
      throw new Refusal('conflict', {
        fr: `la facture ${found.number} est déjà soldée ; donnez --amount pour un règlement de plus, à valoir`,
        en: `invoice ${found.number} is settled already; give --amount for one more payment, on account`,
      });
    }
    const { currency, entity } = found;
    const lying = given <= found.open ? await sameOnAccount(house, found, given) : undefined;
    if (lying !== undefined) {
      const { receipt, reference } = lying;
      const act = deedOf(house, caller);
      await allocateReceipt(house.store.db, { receipt: String(receipt), invoice: found.invoice }, act);
      house.driver?.nudge();
      const after = named(await findInvoice(house, invoice));
      const allocated = reference ?? String(receipt);
      return { invoice: after, amount: given, settled: after.open <= 0, onAccount: 0, allocated };
    }
    const day = on === undefined ? {} : { on: formatDay(readPastDay(house, on, entity)) };
    const recorded = await recordPayment(
      house.store.db,
      { invoice: found.invoice, amount: given, currency, ...day },
      deedOf(house, caller),
    );
    house.driver?.nudge();
    const after = await findInvoice(house, invoice);
    const { settled, onAccount } = recorded;
    return { invoice: named(after), amount: given, settled, onAccount, allocated: null };
  },
});

/** The receipt on account that this payment is: of the same customer, just as much, the oldest of several. */
async function sameOnAccount(
  { store }: OpenHouse,
  { customer, currency }: FoundInvoice,
  amount: number,
): Promise<OnAccount | undefined> {
  const all = await listReceiptsOnAccount(store.db, { customer: Number(customer) });
  return all.find((one) => one.currency === currency && one.left === amount && !one.ofAccounts);
}
