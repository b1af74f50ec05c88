import { z } from 'zod';
import {
  finishRequests,
  type InboxRow,
  readDelivery,
  requestsOfDeliveries,
  settleDelivery,
  type Tx,
  tellRuns,
  writeAudit,
} from '../../store/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { deedOf } from './act.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/**
 * Says what became of an uncertain delivery. Sent: its requests are done. Not sent: they are asked again
 * and make a new delivery. Sent after all, when it had counted as not sent: a possible double, noted and
 * shown, and nothing else changes.
 */
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
    const deed = deedOf(house, caller, reason);
    const id = Number(found.delivery);
    const phase = fate === 'sent' ? 'sent' : 'failed';
    const line = { delivery: found.delivery, requests: [], messageId: found.messageId };
    await house.carrier.journal.append({ ...line, at: Date.now(), phase });
    await house.store.db.transaction().execute(async (tx) => {
      const error = isLate ? { error: { code: 'possible-double' } } : {};
      const moved = await settleDelivery(
        tx,
        { id, from: [found.status], to: fate, by: caller.actor, ...error },
        deed.at,
      );
      if (!moved) throw elsewhere(found.delivery);
      if (!isLate) await tellRequests(house, tx, id, fate);
      const what = isLate ? 'resolved as sent after all' : `resolved as ${fate}`;
      await writeAudit(tx, deed, { what, object: `delivery ${id}`, why: reason ?? null });
    });
    house.driver?.nudge();
    const { subject, customerName } = found;
    return { delivery: found.delivery, fate, subject, customer: customerName, possibleDouble: isLate };
  },
});

async function tellRequests(house: OpenHouse, tx: Tx, id: number, fate: 'sent' | 'not-sent'): Promise<void> {
  const at = house.clock.now();
  const delivery = String(id);
  const requests = await requestsOfDeliveries(tx, [id]);
  const problem = { code: 'not-sent', message: 'a person found that this message had not been sent' };
  await finishRequests(
    tx,
    requests.map(({ requestId }) => ({
      id: requestId,
      outcome: fate === 'sent' ? { fate: 'done', delivery } : { fate: 'failed', problem },
    })),
  );
  const told = requests.map(({ runId }): InboxRow => {
    const eventId = `resolve/${id}/${fate}`;
    return {
      run_id: runId,
      event_id: eventId,
      event: { type: 'ordered', id: eventId, at, order: 'resolve', delivery, fate },
    };
  });
  await tellRuns(tx, told, at);
}

function elsewhere(delivery: string): Refusal {
  return new Refusal('conflict', {
    fr: `l’envoi ${delivery} vient d’être tranché par quelqu’un d’autre`,
    en: `delivery ${delivery} was resolved by somebody else just now`,
  });
}
