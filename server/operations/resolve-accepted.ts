import { z } from 'zod';
import { uncertainDeliveries } from '../../store/index.ts';
import { resolveDelivery } from '../../workers/carry/index.ts';
import { readPhases } from '../../workers/journal/index.ts';
import { deedOf } from './act.ts';
import { operation } from './operation.ts';

/**
 * Resolves as sent every uncertain delivery that a mail server has accepted, as the send journal tells: after
 * a restore there may be thousands.
 */
export const resolveAccepted = operation({
  name: 'resolve-accepted',
  input: z.strictObject({ reason: z.string().max(2_000).optional() }),
  async run(house, { reason }, caller) {
    const uncertain = await uncertainDeliveries(house.store.db);
    const phases = await readPhases(house.journalPath);
    const deed = deedOf(house, caller, reason ?? 'accepted, as the send journal tells');
    let resolved = 0;
    for (const { id, messageId } of uncertain) {
      if (messageId === null || phases.get(messageId) !== 'sent') continue;
      const delivery = { delivery: id, messageId, from: 'uncertain', fate: 'sent' } as const;
      if ((await resolveDelivery(house.carrier, delivery, deed)) !== null) resolved += 1;
    }
    if (resolved > 0) house.driver?.nudge();
    return { resolved, left: uncertain.length - resolved };
  },
});
