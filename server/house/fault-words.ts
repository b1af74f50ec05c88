import type { Words } from '../operations/refusal.ts';
import type { Fault } from './faults.ts';

/** Faults that pass by themselves: somebody is away, and is asked again. */
const away: Readonly<Record<string, Words>> = {
  'store-failed': { fr: 'La base ne répond pas', en: 'The store does not answer' },
  'temporal-away': {
    fr: 'Temporal ne répond pas : rien ne part, paiements et ordres attendent dans la base',
    en: 'Temporal does not answer: nothing leaves, payments and orders wait in the store',
  },
  'temporal-worker-failed': { fr: 'Un worker s’est arrêté', en: 'A worker has stopped' },
};

/** A fault as a person reads it. */
export function faultWords({ code, message, count }: Fault): Words {
  const words = away[code];
  return words === undefined
    ? {
        fr: `Défaut « ${code} » (${count} fois) : ${message}`,
        en: `Fault "${code}" (${count} times): ${message}`,
      }
    : {
        fr: `${words.fr}, nouvel essai en cours (${message})`,
        en: `${words.en}, trying again (${message})`,
      };
}
