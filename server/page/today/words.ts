import { counted } from '../parts/html.ts';
import type { Both } from '../visit.ts';

type Count = (count: number) => string;

interface TodayWords {
  readonly title: string;
  readonly captured: Count;
  readonly sent: Count;
  readonly uncertain: Count;
  readonly failed: Count;
  readonly coming: Count;
  readonly approvals: Count;
  readonly held: Count;
  readonly nothing: string;
  readonly nothingAtAll: string;
  readonly nextAt: string;
  readonly stays: string;
  readonly staysHow: string;
  readonly notices: string;
  readonly recent: string;
  readonly recentAll: string;
  readonly next: string;
  readonly nextCaption: string;
  readonly nextEmpty: string;
  readonly nextTodo: string;
  readonly heldTitle: string;
  readonly problems: string;
  readonly tasks: string;
  readonly tasksAll: string;
  readonly tasksEmpty: string;
  readonly flows: string;
  readonly flowsCaption: string;
  readonly flowsEmpty: string;
  readonly data: string;
  readonly dataNever: string;
  readonly dataTodo: string;
  readonly withoutFlow: Count;
  readonly expected: Count;
  readonly first: (count: number) => string;
  readonly invoices: Count;
}

const n =
  (language: 'fr' | 'en', one: string, many: string): Count =>
  (count) =>
    counted(language, count, one, many);

export const todayWords: Both<TodayWords> = {
  fr: {
    title: 'Aujourd’hui',
    captured: n('fr', 'relance capturée', 'relances capturées'),
    sent: n('fr', 'relance envoyée', 'relances envoyées'),
    uncertain: n('fr', 'au sort incertain', 'au sort incertain'),
    failed: n('fr', 'en échec', 'en échec'),
    coming: n('fr', 'encore à venir', 'encore à venir'),
    approvals: n('fr', 'attend votre accord', 'attendent votre accord'),
    held: n('fr', 'retenue', 'sont retenues'),
    nothing: 'Aucune relance aujourd’hui',
    nothingAtAll: 'Rien à relancer pour l’instant.',
    nextAt: 'la prochaine est prévue',
    stays: 'Rien ne quitte cette machine.',
    staysHow:
      'Aucun serveur de messagerie n’est configuré\u00a0: chaque relance est écrite, capturée et montrée ici, sans être envoyée.',
    notices: 'À savoir',
    recent: 'Dernières relances',
    recentAll: 'Toute la boîte d’envoi',
    next: 'À venir',
    nextCaption: 'Prochaines relances et prochains appels, par jour, avec leur raison',
    nextEmpty: 'Aucune relance en vue.',
    nextTodo: 'Les factures apparaissent ici dès qu’un scénario les prend.',
    heldTitle: 'Retenues',
    problems: 'Demandent une personne',
    tasks: 'Tâches',
    tasksAll: 'Toutes les tâches',
    tasksEmpty: 'Aucune tâche ouverte.',
    flows: 'Parcours par scénario',
    flowsCaption: 'Parcours en cours et montant ouvert à chaque étape',
    flowsEmpty: 'Aucun parcours en cours.',
    data: 'Données',
    dataNever: 'Jamais importées.',
    dataTodo: 'Pour commencer, importez une balance âgée\u00a0:',
    withoutFlow: n('fr', 'facture sans scénario', 'factures sans scénario'),
    expected: n('fr', 'contact', 'contacts'),
    first: (count) => `les ${count} premiers`,
    invoices: n('fr', 'facture', 'factures'),
  },
  en: {
    title: 'Today',
    captured: n('en', 'reminder captured', 'reminders captured'),
    sent: n('en', 'reminder sent', 'reminders sent'),
    uncertain: n('en', 'with unknown outcome', 'with unknown outcome'),
    failed: n('en', 'failed', 'failed'),
    coming: n('en', 'still to come', 'still to come'),
    approvals: n('en', 'waits for your approval', 'wait for your approval'),
    held: n('en', 'held', 'held'),
    nothing: 'No reminder today',
    nothingAtAll: 'Nothing to chase for now.',
    nextAt: 'the next one is planned',
    stays: 'Nothing leaves this machine.',
    staysHow:
      'No mail server is configured: every reminder is written, captured and shown here, and not sent.',
    notices: 'Good to know',
    recent: 'Latest reminders',
    recentAll: 'The whole outbox',
    next: 'Coming up',
    nextCaption: 'Next reminders and calls, by day, with their reason',
    nextEmpty: 'No reminder in sight.',
    nextTodo: 'Invoices appear here as soon as a flow takes them.',
    heldTitle: 'Held',
    problems: 'Need a person',
    tasks: 'Tasks',
    tasksAll: 'All tasks',
    tasksEmpty: 'No open task.',
    flows: 'Runs by flow',
    flowsCaption: 'Running runs and open amount at each step',
    flowsEmpty: 'No run under way.',
    data: 'Data',
    dataNever: 'Never imported.',
    dataTodo: 'To begin, import an aged balance:',
    withoutFlow: n('en', 'invoice without a flow', 'invoices without a flow'),
    expected: n('en', 'contact', 'contacts'),
    first: (count) => `the first ${count}`,
    invoices: n('en', 'invoice', 'invoices'),
  },
};
