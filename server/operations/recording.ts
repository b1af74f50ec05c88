import { z } from 'zod';
import { readNamedByRun, readRelease } from '../../store/index.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { findInvoice } from './find-invoice.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/**
 * The history that Temporal keeps of a run, with the releases that it needs: as it is, to be replayed on
 * this machine, and redacted, checked against all that the store knows of the customer, to be handed on.
 */
export const recording = operation({
  name: 'recording',
  input: z.strictObject({ run: z.string().min(1) }),
  async run(house, { run: name }) {
    const place = placeOf(house);
    const { run, number } = await findInvoice(house, name);
    const asked = /^\d{1,15}-\d{1,4}$/.test(name.trim()) ? name.trim() : run;
    if (asked === null) throw unknown(number);
    const { db } = house.store;
    const { gatherRun, letSlip } = await import('../../workers/temporal/replay/index.ts');
    const gathered = await gatherRun(place, asked, (digest) => readRelease(db, digest));
    if (gathered === null) throw unknown(asked);
    const slips = letSlip(gathered.recording, await readNamedByRun(db, asked), gathered.releases);
    return { run: asked, number, ...gathered, slips };
  },
});

function placeOf({ settings, temporal }: OpenHouse): TemporalPlace {
  if (settings.temporal === null) {
    throw new Refusal('conflict', {
      fr: 'palier replay rejoue l’historique que Temporal garde d’un suivi ; le moteur embedded n’en a pas, il garde l’état lui-même (palier explain le montre) ; avec Temporal, fixez PALIER_ENGINE=temporal',
      en: 'palier replay plays the history that Temporal keeps of a run again; the engine embedded has none, it keeps the state itself (palier explain shows it); with Temporal, set PALIER_ENGINE=temporal',
    });
  }
  if (temporal !== null) return temporal.place;
  throw new Refusal('conflict', {
    fr: 'aucun serveur Temporal : TEMPORAL_ADDRESS n’est pas fixé, et palier start, qui en lance un, ne tourne pas',
    en: 'no Temporal server: TEMPORAL_ADDRESS is not set, and palier start, which launches one, is not running',
  });
}

function unknown(name: string): Refusal {
  return new Refusal('not-found', {
    fr: `Temporal n’a pas d’historique de ${name} : il n’a pas encore commencé, ou la durée de conservation est passée`,
    en: `Temporal has no history of ${name}: it has not begun yet, or its time of retention has passed`,
  });
}
