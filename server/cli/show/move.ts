import type { OutputOf } from '../call/call-operation.ts';
import { sentence } from '../call/operate.ts';
import type { Cli } from '../io.ts';

/** What a move did or would do, who stays, and what to do next. */
export function showMove(cli: Cli, output: OutputOf<'move'>): string {
  const { to, dryRun, movedNow, ready, moved, inFlight, inFlightCount, workflows } = output;
  const said = [
    dryRun
      ? sentence(cli, {
          fr: `${ready} suivis passeraient au moteur ${to} ; ${moved} y sont déjà. Rien n’a été changé.`,
          en: `${ready} runs would move to the engine ${to}; ${moved} are there already. Nothing was changed.`,
        })
      : sentence(cli, {
          fr: `${movedNow} suivis passés au moteur ${to} ; ${moved} y sont.`,
          en: `${movedNow} runs moved to the engine ${to}; ${moved} are there.`,
        }),
  ];
  if (workflows > 0 && (to === 'temporal' || (!dryRun && inFlightCount === 0))) {
    said.push(
      sentence(cli, {
        fr: `${workflows} ont encore un workflow ouvert chez Temporal : palier move --to embedded le ferme (avec TEMPORAL_ADDRESS pour un serveur à vous).`,
        en: `${workflows} still have an open workflow on Temporal: palier move --to embedded ends it (with TEMPORAL_ADDRESS for a server of your own).`,
      }),
    );
  }
  if (inFlightCount > 0) {
    const later =
      to === 'temporal'
        ? { fr: '', en: '' }
        : {
            fr: ' ; ils l’auront pendant que palier start --engine temporal tourne, au besoin après palier move --to temporal',
            en: '; they get it while palier start --engine temporal runs, if need be after palier move --to temporal',
          };
    const list =
      inFlight.map(({ number }) => number).join(', ') + (inFlightCount > inFlight.length ? ', …' : '');
    said.push(
      sentence(cli, {
        fr: `${inFlightCount} attendent une réponse du courrier (${list}) : relancez la commande quand ils l’ont${later.fr}.`,
        en: `${inFlightCount} wait for an answer of the mailroom (${list}): ask again once they have it${later.en}.`,
      }),
    );
  } else if (!dryRun && workflows === 0) {
    said.push(
      sentence(cli, {
        fr: `Démarrez maintenant avec palier start --engine ${to}.`,
        en: `Now start with palier start --engine ${to}.`,
      }),
    );
  }
  return said.join('');
}
