import { z } from 'zod';
import { readDelivery } from '../../store/index.ts';
import { resolveDelivery } from '../../workers/carry/index.ts';
import { deedOf } from './act.ts';
import { afterNotSent } from './after-not-sent.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/** Says what became of an uncertain delivery, or that one was sent after all. */
export const resolve = operation({
  name: 'resolve',
  input: z.strictObject({
    delivery: z.string().min(1),
    fate: z.enum(['sent', 'not-sent']),
    reason: z.string().max(2_000).optional(),
  }),
  async run(house, { delivery, fate, reason }, caller) {
    const found = await readDelivery(house.store.db, delivery.trim());
    if (found === null) {
      throw new Refusal('not-found', {
        fr: `il n’y a pas d’envoi « ${delivery.slice(0, 50)} » ; palier doctor montre ceux qui sont incertains`,
        en: `there is no delivery "${delivery.slice(0, 50)}"; palier doctor shows those that are uncertain`,
      });
    }
    const isLate = found.status === 'not-sent' && fate === 'sent';
    if (found.status !== 'uncertain' && !isLate) {
      throw new Refusal('conflict', {
        fr: `l’envoi ${found.delivery} n’est pas incertain (${found.status}) : rien n’est à trancher`,
        en: `delivery ${found.delivery} is not uncertain (${found.status}): nothing is to be resolved`,
      });
    }
    const after = fate === 'sent' ? null : await afterNotSent(house.store.db, found.delivery);
    const resolution = { delivery: Number(found.delivery), messageId: found.messageId, fate };
    const from = isLate ? 'not-sent' : 'uncertain';
    const resolved = await resolveDelivery(
      house.carrier,
      { ...resolution, from },
      deedOf(house, caller, reason),
    );
    if (resolved === null) throw elsewhere(found.delivery);
    house.driver?.nudge();
    const { subject, customerName } = found;
    return { delivery: found.delivery, fate, subject, customer: customerName, isLate, ...resolved, after };
  },
});

function elsewhere(delivery: string): Refusal {
  return new Refusal('conflict', {
    fr: `l’envoi ${delivery} vient d’être tranché par quelqu’un d’autre`,
    en: `delivery ${delivery} was resolved by somebody else just now`,
  });
}
