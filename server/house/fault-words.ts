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

/** Said once, and somebody is to look. */
const told: Readonly<Record<string, Words>> = {
  'store-older': {
    fr: 'La base est plus ancienne que le journal des envois, après une coupure de courant ou une copie remise en place : ce qui est parti et qu’elle ne connaît pas est mis à part, et rien ne part pour ces factures. palier outbox --status uncertain le montre, palier resolve le tranche',
    en: 'The store is older than the send journal, after a power cut or a copy that was put back: what left and it does not know is set apart, and nothing leaves for those invoices. palier outbox --status uncertain shows it, palier resolve settles it',
  },
};

/** A fault as a person reads it. */
export function faultWords({ code, message, count }: Fault): Words {
  const said = told[code];
  if (said !== undefined) return said;
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
