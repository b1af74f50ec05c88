import type { Language } from '../../../engine/flow/index.ts';
import { counted } from './dates.ts';

type Forms = Readonly<Record<Language, readonly [one: string, many: string]>>;

/** Kinds of steps as things that are counted. */
const forms: Readonly<Record<string, Forms>> = {
  email: { fr: ['email', 'emails'], en: ['email', 'emails'] },
  sms: { fr: ['SMS', 'SMS'], en: ['SMS', 'SMS'] },
  letter: { fr: ['lettre', 'lettres'], en: ['letter', 'letters'] },
  'registered-letter': {
    fr: ['lettre recommandée', 'lettres recommandées'],
    en: ['registered letter', 'registered letters'],
  },
  call: { fr: ['appel', 'appels'], en: ['call', 'calls'] },
  approve: { fr: ['accord à donner', 'accords à donner'], en: ['approval to give', 'approvals to give'] },
  notify: { fr: ['alerte interne', 'alertes internes'], en: ['internal notice', 'internal notices'] },
  handoff: { fr: ['dossier à transmettre', 'dossiers à transmettre'], en: ['hand-over', 'hand-overs'] },
  webhook: { fr: ['appel de webhook', 'appels de webhook'], en: ['webhook call', 'webhook calls'] },
};

/** `84 emails, 12 appels`, the most frequent first; empty where there is nothing. */
export function countedChannels(byKind: Readonly<Record<string, number>>, language: Language): string {
  return Object.entries(byKind)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => {
      const [one, many] = forms[kind]?.[language] ?? [kind, kind];
      return counted(count, one, many, language);
    })
    .join(', ');
}
