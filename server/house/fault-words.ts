import type { Words } from '../operations/refusal.ts';
import type { Fault } from './faults.ts';

type Say = (message: string) => Words;

/** Of a fault that passes by itself: somebody is away, and is asked again. */
const away =
  ({ fr, en }: Words): Say =>
  (message) => ({
    fr: `${fr}, nouvel essai en cours (${message})`,
    en: `${en}, trying again (${message})`,
  });

const known: Readonly<Record<string, Say>> = {
  'store-failed': away({ fr: 'La base ne répond pas', en: 'The store does not answer' }),
  'temporal-away': away({
    fr: 'Temporal ne répond pas : rien ne part, paiements et ordres attendent dans la base',
    en: 'Temporal does not answer: nothing leaves, payments and orders wait in the store',
  }),
  'temporal-worker-failed': away({ fr: 'Un worker s’est arrêté', en: 'A worker has stopped' }),
  'store-older': () => ({
    fr: 'La base est plus ancienne que le journal des envois, après une coupure de courant ou une copie remise en place : ce qui est parti et qu’elle ne connaît pas est mis à part, et rien ne part pour ces factures. palier outbox --status uncertain le montre, palier resolve le tranche',
    en: 'The store is older than the send journal, after a power cut or a copy that was put back: what left and it does not know is set apart, and nothing leaves for those invoices. palier outbox --status uncertain shows it, palier resolve settles it',
  }),
};

/** A fault as a person reads it. */
export function faultWords({ code, message, count }: Fault): Words {
  return (
    known[code]?.(message) ?? {
      fr: `Défaut « ${code} » (${count} fois) : ${message}`,
      en: `Fault "${code}" (${count} times): ${message}`,
    }
  );
}
