import { z } from 'zod';
import { closeDispute, gatherFacts, openDispute } from '../../store/index.ts';
import { deedOf } from './act.ts';
import { findInvoice, named } from './find-invoice.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/** Opens a dispute of an invoice, or closes all that are open. */
export const dispute = operation({
  name: 'dispute',
  input: z.strictObject({
    invoice: z.string().min(1),
    category: z.string().max(200).optional(),
    reason: z.string().max(2_000).optional(),
    close: z.boolean().optional(),
  }),
  async run(house, { invoice, category, reason, close }, caller) {
    const found = await findInvoice(house, invoice);
    const { db } = house.store;
    const deed = deedOf(house, caller, reason);
    if (close !== true) {
      const opened = { category: category ?? null, reason: reason ?? null };
      const id = await openDispute(db, found.invoice, opened, deed);
      house.driver?.nudge();
      return { invoice: named(found), opened: id, closed: [] };
    }
    const facts = (await gatherFacts(db, [found.invoice], deed.at)).get(found.invoice);
    const open = (facts?.disputes ?? []).filter(({ closedAt }) => closedAt === null).map(({ id }) => id);
    if (open.length === 0) {
      throw new Refusal('conflict', {
        fr: `la facture ${found.number} n’a pas de litige ouvert`,
        en: `invoice ${found.number} has no open dispute`,
      });
    }
    for (const id of open) await closeDispute(db, { dispute: id }, deed);
    house.driver?.nudge();
    return { invoice: named(found), opened: null, closed: open };
  },
});
