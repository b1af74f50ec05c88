import type { ContactFacts, InvoiceFacts, Role, Step, StepKind } from '../../schemas/index.ts';
import { isEmail } from './email-address.ts';

const phonePattern = /^\+?[0-9][0-9 ().-]{4,24}$/;

export function isPhone(text: string | null): text is string {
  return text !== null && phonePattern.test(text);
}

type Reach = (contact: ContactFacts) => boolean;

/** What a contact needs to be reached by a channel; null where the customer itself is reached. */
const reach: Partial<Record<StepKind, Reach>> = {
  email: ({ email }) => isEmail(email),
  sms: ({ phone }) => isPhone(phone),
};

/** The first contact of the first role that can be reached. */
function firstReachable(
  roles: readonly Role[],
  contacts: readonly ContactFacts[],
  can: Reach,
): ContactFacts | undefined {
  for (const role of roles) {
    for (const contact of contacts) {
      if (contact.roles.includes(role) && can(contact)) return contact;
    }
  }
  return undefined;
}

/**
 * Who receives a step's message: the first reachable contact by the step's roles in order. `undefined`
 * where the channel needs an address and none is known; `null` where the customer itself is addressed,
 * without a person (a letter to the company).
 */
export function recipientOf(step: Step, facts: InvoiceFacts): ContactFacts | null | undefined {
  if (!('to' in step) || typeof step.to === 'string') return null;
  const can = reach[step.kind];
  const found = firstReachable(step.to, facts.contacts, can ?? (() => true));
  return found ?? (can === undefined ? null : undefined);
}

/** Contacts in copy: one for each role that has an email address, the recipient left out. */
export function copiesOf(
  step: Step,
  facts: InvoiceFacts,
  recipient: ContactFacts | null,
): readonly ContactFacts[] {
  if (!('cc' in step) || step.cc === undefined) return [];
  const found = step.cc.flatMap((role) => {
    const contact = firstReachable([role], facts.contacts, ({ email }) => isEmail(email));
    return contact === undefined || contact.id === recipient?.id ? [] : [contact];
  });
  return [...new Map(found.map((contact) => [contact.id, contact])).values()];
}
