import type { Language } from '../../../engine/flow/index.ts';
import { type ContactFacts, type Role, roles, type Step } from '../../../schemas/index.ts';

/** The id of the contact that stands for every role where a file tells no contacts. */
const assumed = 'assumed';

/** Reachable by every channel, in every role. */
export const assumedContact: ContactFacts = {
  id: assumed,
  name: 'Contact',
  firstName: null,
  roles: [...roles],
  email: 'contact@client.example',
  phone: '+33600000000',
  language: null,
  zone: null,
};

const roleWords: Readonly<Record<Role, Readonly<Record<Language, string>>>> = {
  billing: { fr: 'facturation', en: 'billing' },
  accountant: { fr: 'comptable', en: 'accountant' },
  cfo: { fr: 'DAF', en: 'CFO' },
  manager: { fr: 'dirigeant', en: 'manager' },
};

/** Who receives, for people: the person's name, or the step's first role where nobody is known. */
export function recipientName(step: Step, contact: ContactFacts | null, language: Language): string | null {
  if (contact !== null && contact.id !== assumed) return contact.name;
  if ('to' in step && typeof step.to !== 'string') return roleWords[step.to[0] ?? 'billing'][language];
  if (step.kind === 'handoff') return step.to;
  const who = 'who' in step ? (step.who ?? 'owner') : null;
  if (who === null) return null;
  if (who === 'owner') return language === 'fr' ? 'responsable du client' : 'customer’s owner';
  return who === 'team' && language === 'fr' ? 'équipe' : who;
}
