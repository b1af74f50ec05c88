import { z } from 'zod';
import { recordPromise } from '../../store/index.ts';
import { deedOf } from './act.ts';
import { findInvoice, named } from './find-invoice.ts';
import { operation } from './operation.ts';
import { partsOf } from './promise-parts.ts';

/** Records that somebody promised to pay, on one or several dates. */
export const promise = operation({
  name: 'promise',
  input: z.strictObject({
    invoice: z.string().min(1),
    on: z.array(z.string()).min(1).max(120),
    amounts: z.array(z.string()).max(120).default([]),
    reason: z.string().max(2_000).optional(),
  }),
  async run(house, { invoice, on, amounts, reason }, caller) {
    const found = await findInvoice(house, invoice);
    const parts = partsOf(house, found, on, amounts);
    const id = await recordPromise(house.store.db, found.invoice, parts, deedOf(house, caller, reason));
    house.driver?.nudge();
    return { invoice: named(found), promise: id, parts };
  },
});
