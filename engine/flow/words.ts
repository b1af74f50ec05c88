import type { Role, Step, StepKind, Tone } from '../../schemas/index.ts';

/** Languages of screens. */
export type Language = 'fr' | 'en';

/** One sentence or word in every language of the screens. */
export type Words = Readonly<Record<Language, string>>;

/** The same text in both languages: names, amounts, ids. */
export function plain(text: string): Words {
  return { fr: text, en: text };
}

/** A name in the quotation marks of each language. */
export function quoted(text: string): Words {
  return { fr: `«\u00a0${text}\u00a0»`, en: `“${text}”` };
}

/** What a person calls a step: its name, or its id. */
export function labelOf(step: Step): Words {
  return quoted(step.name || step.id);
}

/** Joins words with commas, and with the last word after "and" or what is given in its place. */
export function listed(words: readonly Words[], last: Words = { fr: 'et', en: 'and' }): Words {
  const join = (language: Language) => {
    const texts = words.map((word) => word[language]);
    const tail = texts.pop() ?? '';
    return texts.length === 0 ? tail : `${texts.join(', ')} ${last[language]} ${tail}`;
  };
  return { fr: join('fr'), en: join('en') };
}

export const toneWords: Readonly<Record<Tone, Words>> = {
  prevention: { fr: 'ton préventif', en: 'preventive tone' },
  courtesy: { fr: 'ton courtois', en: 'courteous tone' },
  firm: { fr: 'ton ferme', en: 'firm tone' },
  formal: { fr: 'ton formel', en: 'formal tone' },
  'mise-en-demeure': { fr: 'mise en demeure', en: 'mise en demeure' },
};

const roleWords: Readonly<Record<Role, Words>> = {
  billing: { fr: 'à la facturation', en: 'to billing' },
  accountant: { fr: 'au comptable', en: 'to the accountant' },
  cfo: { fr: 'au DAF', en: 'to the CFO' },
  manager: { fr: 'au dirigeant', en: 'to the manager' },
};

/** Recipients in order of preference: "to the CFO, failing that to billing". */
export function recipientWords(roles: readonly Role[]): Words {
  const words = roles.map((role) => roleWords[role]);
  return {
    fr: words.map((word) => word.fr).join(', à défaut '),
    en: words.map((word) => word.en).join(', failing that '),
  };
}

/** Who gets a task or a notice: "to the customer’s owner". */
export function assigneeWords(who: string | undefined): Words {
  if (who === undefined || who === 'owner') {
    return { fr: 'au responsable du client', en: 'to the customer’s owner' };
  }
  return who === 'team' ? { fr: 'à l’équipe', en: 'to the team' } : { fr: `à ${who}`, en: `to ${who}` };
}

/** What each kind of step is called. */
export const kindWords: Readonly<Record<StepKind, Words>> = {
  wait: { fr: 'attente', en: 'wait' },
  listen: { fr: 'écoute', en: 'listen' },
  branch: { fr: 'aiguillage', en: 'branch' },
  experiment: { fr: 'test', en: 'experiment' },
  email: { fr: 'email', en: 'email' },
  sms: { fr: 'SMS', en: 'SMS' },
  call: { fr: 'appel', en: 'call' },
  letter: { fr: 'lettre', en: 'letter' },
  'registered-letter': { fr: 'lettre recommandée', en: 'registered letter' },
  webhook: { fr: 'webhook', en: 'webhook' },
  notify: { fr: 'alerte interne', en: 'internal notice' },
  approve: { fr: 'validation', en: 'approval' },
  set: { fr: 'marquage', en: 'marking' },
  handoff: { fr: 'passage de main', en: 'hand-over' },
  end: { fr: 'fin', en: 'end' },
};
