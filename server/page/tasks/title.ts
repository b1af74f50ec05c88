import type { TaskLine } from '../../../store/index.ts';
import { problemWords, wordOf } from '../../cli/reason-words.ts';
import type { Both, Visit } from '../visit.ts';

/** Tasks that the engine makes beside a flow have a title for each reason; others bring their own. */
const titles: Both<Readonly<Record<string, string>>> = {
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

export function taskTitle({ language }: Visit, task: Pick<TaskLine, 'kind' | 'title' | 'detail'>): string {
  const title = titles[language][task.kind];
  if (title === undefined) return task.title;
  const code = task.detail.object;
  return task.kind === 'problem' && typeof code === 'string'
    ? `${title}\u00a0: ${wordOf(problemWords, code)[language]}`
    : title;
}
