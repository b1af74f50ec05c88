import type { InvariantName, Verdict } from '../../../store/index.ts';
import type { Words } from '../../operations/refusal.ts';
import type { Cli } from '../io.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';

/** What each invariant says; offenders are what stands first in the sentence, unless it names them. */
const meanings: Readonly<Record<InvariantName, Words>> = {
  'open-amount': {
    fr: 'le restant dû d’une facture est la somme de ses mouvements',
    en: 'an invoice’s open amount is the sum of its movements',
  },
  'customer-balance': {
    fr: 'le solde d’un client est ce que ses factures et son compte font ensemble',
    en: 'a customer’s balance is what its invoices and its account come to',
  },
  'settled-is-not-open': {
    fr: 'une facture soldée n’a plus de restant dû',
    en: 'an invoice that is settled has nothing open',
  },
  'undone-import': {
    fr: 'un import annulé l’est avec tous ses mouvements',
    en: 'an import that was undone is so with all its movements',
  },
  'receipt-given-once': {
    fr: 'un règlement en compte n’est donné qu’à hauteur de son montant',
    en: 'a receipt on account is given no more than once',
  },
  'fact-of-its-customer': {
    fr: 'une promesse, un litige, une étiquette ou une retenue est du client de sa facture',
    en: 'a promise, dispute, tag or hold is of its invoice’s customer',
  },
  'promise-has-dates': { fr: 'une promesse a au moins une échéance', en: 'a promise has at least one date' },
  'run-has-release': {
    fr: 'un suivi a sa version publiée, du même scénario',
    en: 'a run has its release, of the same flow',
  },
  'run-of-its-customer': {
    fr: 'un suivi est du client de sa facture',
    en: 'a run is of its invoice’s customer',
  },
  'step-is-in-release': {
    fr: 'un suivi en cours est à une étape de sa version',
    en: 'a run under way is at a step of its release',
  },
  'run-shows-its-state': {
    fr: 'ce que les listes montrent d’un suivi est ce que dit son état',
    en: 'what lists show of a run is what its state says',
  },
  'finished-run': {
    fr: 'un suivi terminé a une issue et une date, et n’attend plus rien',
    en: 'a finished run has an outcome and a date, and waits for nothing',
  },
  'one-run-an-invoice': {
    fr: 'un suivi en cours est le dernier de sa facture',
    en: 'a run under way is the last one of its invoice',
  },
  'wake-follows-state': {
    fr: 'un suivi se réveille à l’instant que dit son état',
    en: 'a run wakes at the instant that its state says',
  },
  'heard-at-once': {
    fr: 'un suivi qui a quelque chose à entendre passe tout de suite',
    en: 'a run that has something to hear is due at once',
  },
  'nobody-forgotten': {
    fr: 'un suivi que rien ne retient attend un instant, des données ou une issue',
    en: 'a run that nothing holds waits for an instant, data or an outcome',
  },
  'paid-run-ends': {
    fr: 'un suivi dont la facture est réglée est terminé, ou va l’apprendre',
    en: 'a run whose invoice is paid has ended, or is about to hear of it',
  },
  'fact-was-told': {
    fr: 'un suivi a reçu chaque fait relayé de sa facture',
    en: 'a run was told every relayed fact of its invoice',
  },
  'event-has-run': {
    fr: 'un suivi à qui un événement est adressé existe',
    en: 'a run to which an event is addressed is there',
  },
  'trace-without-gaps': {
    fr: 'la trace d’un suivi se lit de 0 à la dernière ligne, sans trou',
    en: 'a run’s trace goes from 0 to its last line, without gaps',
  },
  'trace-in-time': {
    fr: 'la trace d’un suivi ne remonte pas le temps',
    en: 'a run’s trace never goes back in time',
  },
  'request-has-run': {
    fr: 'une demande appartient à un suivi, de la même facture et du même client',
    en: 'a request belongs to a run, of the same invoice and customer',
  },
  'delivery-has-request': {
    fr: 'un envoi répond à une demande au moins',
    en: 'a delivery answers at least one request',
  },
  'delivery-to-its-customer': {
    fr: 'un envoi va au client de ses demandes',
    en: 'a delivery goes to the customer of its requests',
  },
  'request-left-once': {
    fr: 'une demande (un suivi, une étape, un passage) est partie une fois au plus',
    en: 'a request (one run, step and visit) left at most once',
  },
  'request-being-sent': {
    fr: 'une demande en cours d’envoi a un envoi en cours',
    en: 'a request that is being sent has a delivery that is',
  },
  'delivery-being-sent': {
    fr: 'un envoi en cours a une demande en cours d’envoi',
    en: 'a delivery that is being sent has a request that is',
  },
  'done-means-left': {
    fr: 'une demande faite nomme un envoi à son client, parti ou capturé',
    en: 'a request that is done names a delivery of its customer that left or was captured',
  },
  'uncertain-holds-its-run': {
    fr: 'un envoi incertain retient son suivi',
    en: 'an uncertain delivery holds its run',
  },
  'held-by-an-uncertain': {
    fr: 'un suivi retenu par un envoi l’est par un envoi incertain',
    en: 'a run that a delivery holds is held by an uncertain one',
  },
  'asked-is-answered': {
    fr: 'un suivi qui attend une réponse a une demande devant le service courrier',
    en: 'a run that waits for an answer has a request before the mailroom',
  },
  'message-id-once': {
    fr: 'un envoi a un Message-ID que nul autre n’a',
    en: 'a delivery has a Message-ID that no other has',
  },
  'in-force-is-there': {
    fr: 'un scénario en vigueur a sa version publiée',
    en: 'a flow in force has its release',
  },
  'ids-are-new': {
    fr: 'une table ne redonne jamais un numéro',
    en: 'a table never gives a number twice',
  },
  'task-has-run': { fr: 'une tâche d’un suivi a son suivi', en: 'a task of a run has its run' },
};

/** One line an invariant; where it is broken, who breaks it. */
export function showInvariants(cli: Cli, verdicts: readonly Verdict[]): string {
  const style = styleOf(cli);
  const rows = verdicts.map(({ name, count, offenders }) => {
    const more = count > offenders.length ? ', …' : '';
    const state =
      count === 0
        ? style.green(cli.say({ fr: 'tient', en: 'ok' }))
        : style.red(cli.say({ fr: 'ROMPU', en: 'BROKEN' }));
    const who = count === 0 ? '' : ` : ${count} (${offenders.join(', ')}${more})`;
    const said = cli.say(meanings[name]) + cli.say({ fr: who, en: who.replace(' :', ':') });
    return { cells: [state, name, said] };
  });
  return `${renderTable(rows, cli.columns).join('\n')}\n`;
}
