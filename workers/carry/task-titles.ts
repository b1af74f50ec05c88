import type { TaskReason, Workspace } from '../../schemas/index.ts';

type Titles = { readonly [K in TaskReason]: string };

/** What a task beside a flow is called, in the languages that Palier speaks to its own people. */
export const taskTitles: { readonly fr: Titles; readonly en: Titles } = {
  fr: {
    problem: 'Problème à régler',
    uncertain: 'Ce message est-il parti\u00a0?',
    unreachable: 'Coordonnées manquantes',
    bounced: 'Message revenu',
    'promise-broken': 'Promesse non tenue',
    insolvent: 'Client insolvable',
    expired: 'Question annulée',
  },
  en: {
    problem: 'Problem to look at',
    uncertain: 'Was this message sent?',
    unreachable: 'Contact details missing',
    bounced: 'Message came back',
    'promise-broken': 'Promise not kept',
    insolvent: 'Customer insolvent',
    expired: 'Question called off',
  },
};

/** The language in which a workspace's people are spoken to: its first. */
export function languageOf({ languages }: Pick<Workspace, 'languages'>): keyof typeof taskTitles {
  return languages[0] ?? 'fr';
}
