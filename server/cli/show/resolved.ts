import type { Words } from '../../operations/refusal.ts';
import type { OutputOf } from '../call/call-operation.ts';
import { holdWords, wordOf } from '../reason-words.ts';

/** How many deliveries the journal has settled, and what is left for a person. */
export function wordsOfAccepted({ resolved, left }: OutputOf<'resolve-accepted'>): Words {
  const rest =
    left === 0
      ? { fr: 'plus rien n’est à trancher.', en: 'nothing is left to be resolved.' }
      : {
          fr: `restent à trancher : ${left} (palier resolve).`,
          en: `left to be resolved: ${left} (palier resolve).`,
        };
  return {
    fr: `Acceptés par le serveur de messagerie, et comptés comme partis : ${resolved} ; ${rest.fr}`,
    en: `Accepted by the mail server, and counted as sent: ${resolved}; ${rest.en}`,
  };
}

/** What was said of a delivery, and what follows from it. */
export function wordsOfResolved(output: OutputOf<'resolve'>): Words {
  const { fr, en } = output.fate === 'sent' ? followsFromSent(output) : followsFromNotSent(output);
  const label = `${output.delivery} (${output.customer})`;
  return { fr: `Envoi ${label} : ${fr}`, en: `Delivery ${label}: ${en}` };
}

function followsFromSent({ isLate, madeAgainAs, isWithdrawn }: OutputOf<'resolve'>): Words {
  if (!isLate) return { fr: 'parti.', en: 'sent.' };
  if (madeAgainAs !== null) {
    return {
      fr: `parti après tout, et déjà refait : envoi ${madeAgainAs}. Le client l’a peut-être reçu deux fois.`,
      en: `sent after all, and made again already, as delivery ${madeAgainAs}. The customer may have it twice.`,
    };
  }
  if (isWithdrawn) {
    return {
      fr: 'parti après tout ; il ne sera pas refait.',
      en: 'sent after all; it will not be made again.',
    };
  }
  return {
    fr: 'parti après tout ; rien n’était à retirer, le suivi a quitté cette étape.',
    en: 'sent after all; nothing was to be withdrawn, the run has left that step.',
  };
}

function followsFromNotSent({ doneBy, after }: OutputOf<'resolve'>): Words {
  if (doneBy !== null) {
    return {
      fr: `non parti ; l’envoi ${doneBy} a fait la même chose, aucun nouveau ne sera fait.`,
      en: `not sent; delivery ${doneBy} has done the same, no new one will be made.`,
    };
  }
  const { again, heldBy } = after ?? { again: 'never', heldBy: [] };
  const why = (language: 'fr' | 'en') => heldBy.map((cause) => wordOf(holdWords, cause)[language]).join(', ');
  switch (again) {
    case 'now':
      return { fr: 'non parti ; un nouveau sera fait.', en: 'not sent; a new one will be made.' };
    case 'on-release':
      return {
        fr: `non parti ; un nouveau sera fait quand plus rien ne retiendra le suivi (${why('fr')}).`,
        en: `not sent; a new one will be made when nothing holds the run any more (${why('en')}).`,
      };
    case 'never':
      return {
        fr: 'non parti ; aucun nouveau ne sera fait, le suivi est terminé ou a quitté cette étape.',
        en: 'not sent; no new one will be made, the run has ended or has left this step.',
      };
  }
}
