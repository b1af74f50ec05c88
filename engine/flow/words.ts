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

/** What a tone is called. */
export const toneWords: Readonly<Record<Tone, Words>> = {
  prevention: { fr: 'préventif', en: 'preventive' },
  courtesy: { fr: 'courtois', en: 'courteous' },
  firm: { fr: 'ferme', en: 'firm' },
  formal: { fr: 'formel', en: 'formal' },
  'mise-en-demeure': { fr: 'mise en demeure', en: 'mise en demeure' },
};

const roleNames: Readonly<Record<Role, Words & { readonly to: string }>> = {
  billing: { fr: 'facturation', en: 'billing', to: 'à la facturation' },
  accountant: { fr: 'comptable', en: 'accountant', to: 'au comptable' },
  cfo: { fr: 'DAF', en: 'CFO', to: 'au DAF' },
  manager: { fr: 'dirigeant', en: 'manager', to: 'au dirigeant' },
};

/** Roles in order of preference: "CFO, failing that billing". */
export function roleWords(roles: readonly Role[]): Words {
  return {
    fr: roles.map((role) => roleNames[role].fr).join(', à défaut '),
    en: roles.map((role) => roleNames[role].en).join(', failing that '),
  };
}

/** Whom a message goes to, in order of preference: "to CFO, failing that billing". */
export function recipientWords(roles: readonly Role[]): Words {
  return { fr: roles.map((role) => roleNames[role].to).join(', à défaut '), en: `to ${roleWords(roles).en}` };
}

/** Who gets a task or a notice: the customer’s owner where nobody is named. */
export function assigneeWords(who: string | undefined): Words {
  if (who === undefined || who === 'owner') return { fr: 'responsable du client', en: 'customer’s owner' };
  return who === 'team' ? { fr: 'équipe', en: 'team' } : plain(who);
}

/** The same with its preposition: "to the customer’s owner". */
export function toAssigneeWords(who: string | undefined): Words {
  const name = assigneeWords(who);
  if (who === undefined || who === 'owner') return { fr: `au ${name.fr}`, en: `to the ${name.en}` };
  return who === 'team'
    ? { fr: `à l’${name.fr}`, en: `to the ${name.en}` }
    : { fr: `à ${who}`, en: `to ${who}` };
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
