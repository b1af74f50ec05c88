import { z } from 'zod';
import { formatDay } from '../../engine/calendar/index.ts';
import { recordPayment } from '../../store/index.ts';
import { deedOf } from './act.ts';
import { findInvoice, named } from './find-invoice.ts';
import { operation } from './operation.ts';
import { readAmount } from './read-amount.ts';
import { readPastDay } from './read-day.ts';
import { Refusal } from './refusal.ts';

/** Records a payment of an invoice: all that is open where no amount is given. */
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
    const day = on === undefined ? {} : { on: formatDay(readPastDay(house, on, entity)) };
    const recorded = await recordPayment(
      house.store.db,
      { invoice: found.invoice, amount: given, currency, ...day },
      deedOf(house, caller),
    );
    house.driver?.nudge();
    const after = await findInvoice(house, invoice);
    return { invoice: named(after), amount: given, settled: recorded.settled, onAccount: recorded.onAccount };
  },
});
