import type { Words } from '../../operations/refusal.ts';
import type { OutputOf } from '../call/call-operation.ts';
import { sentence } from '../call/operate.ts';
import type { Cli } from '../io.ts';

type Found = OutputOf<'reconcile'>['disagreements'][number];

const whys: Readonly<Record<Found['why'], Words>> = {
  'no-workflow': { fr: 'en cours ici, inconnu de Temporal', en: 'under way here, unknown to Temporal' },
  'no-run': { fr: 'en cours chez Temporal, pas ici', en: 'under way on Temporal, not here' },
  elsewhere: { fr: 'à une autre étape chez Temporal', en: 'at another step on Temporal' },
};

/** One line a run on which both disagree, and what was or can be done. */
export function showDisagreements(cli: Cli, { repair, disagreements }: OutputOf<'reconcile'>): string {
  if (disagreements.length === 0) {
    return sentence(cli, { fr: 'La base et Temporal sont d’accord.', en: 'The store and Temporal agree.' });
  }
  const lines = disagreements.map(({ run, why, repaired }) => {
    const done =
      repaired === null
        ? ''
        : repaired
          ? cli.say({ fr: ' : remis d’accord', en: ': set right' })
          : cli.say({
              fr: ' : un message est en route, relancez',
              en: ': a message is on its way, ask again',
            });
    return `${run}  ${cli.say(whys[why])}${done}\n`;
  });
  const hint = repair
    ? ''
    : sentence(cli, {
        fr: 'Rien n’a été changé ; palier doctor --reconcile --repair fait ce que dit la base.',
        en: 'Nothing was changed; palier doctor --reconcile --repair does as the store says.',
      });
  return lines.join('') + hint;
}
