import type { Words } from '../../../engine/flow/index.ts';
import type { Change } from '../../../engine/simulate/index.ts';
import type { Scene } from './scene.ts';
import { dayOrNull } from './why-then.ts';

/**
 * What happens to an invoice and leaves no line in its trace, in words; null for what the trace tells by
 * itself: a hold, an answer, an order.
 */
export function eventWordsOf(change: Change, currency: string, scene: Scene): string | null {
  const { say, wording } = scene;
  switch (change.what) {
    case 'paid':
    case 'reversed':
    case 'credited': {
      const amount = change.amount === null ? '' : ` ${wording.money(change.amount, currency)}`;
      return say(withAmount(moneyWords[change.what], amount));
    }
    case 'due-date-moved': {
      const day = dayOrNull(change.to);
      const to = day === null ? change.to : wording.long(day);
      return say({ fr: `Échéance déplacée au ${to}`, en: `Due date moved to ${to}` });
    }
    case 'replied':
      return say({ fr: 'Le client répond', en: 'The customer replies' });
    case 'bounced':
      return say({ fr: 'Le dernier message n’a pas été distribué', en: 'The last message bounced' });
    default:
      return null;
  }
}

const moneyWords: Readonly<Record<'paid' | 'reversed' | 'credited', Words>> = {
  paid: { fr: 'Règlement reçu', en: 'Payment received' },
  reversed: { fr: 'Règlement rejeté', en: 'Payment reversed' },
  credited: { fr: 'Avoir', en: 'Credit note' },
};

function withAmount(words: Words, amount: string): Words {
  return amount === '' ? words : { fr: `${words.fr} :${amount}`, en: `${words.en}:${amount}` };
}
