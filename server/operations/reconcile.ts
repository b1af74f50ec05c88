import { z } from 'zod';
import { writeAudit } from '../../store/index.ts';
import { deedOf } from './act.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/** Where store and Temporal disagree about a run; with `repair` what the store says is made so there. */
export const reconcile = operation({
  name: 'reconcile',
  input: z.strictObject({ repair: z.boolean().optional() }),
  async run(house, { repair }, caller) {
    const place = house.temporal?.place ?? null;
    if (place === null) {
      throw new Refusal('conflict', {
        fr: 'aucun serveur Temporal n’est connu : fixez PALIER_ENGINE=temporal et TEMPORAL_ADDRESS, ou demandez-le pendant que palier start --engine temporal tourne',
        en: 'no Temporal server is known: set PALIER_ENGINE=temporal and TEMPORAL_ADDRESS, or ask while palier start --engine temporal runs',
      });
    }
    const { reconcile: look } = await import('../../workers/temporal/reconcile.ts');
    const disagreements = await look(house.carrier, place, repair === true);
    const repaired = disagreements.filter((one) => one.repaired === true).length;
    if (repaired > 0) {
      const detail = { runs: repaired };
      const act = { what: 'reconciled runs with Temporal', object: 'engine temporal', detail };
      await writeAudit(house.store.db, deedOf(house, caller), act);
      house.driver?.nudge();
    }
    return { repair: repair === true, disagreements };
  },
});
