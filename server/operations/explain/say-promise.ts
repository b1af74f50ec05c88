import { firstUnmet } from '../../../engine/decide/index.ts';
import { createFormats } from '../../../engine/message/index.ts';
import type { InvoiceFacts } from '../../../schemas/index.ts';

/** Dates of a promise that a sentence names; of more it says how many follow. */
const mostParts = 6;

/** What a promise says: each date with its amount, and which of them payments cover; null for an unknown one. */
export function sayPromise(facts: InvoiceFacts, id: string, language: 'fr' | 'en'): string | null {
  const promise = facts.promises.find((one) => one.id === id);
  if (promise === undefined) return null;
  const { money, date } = createFormats(language);
  const unmet = firstUnmet(promise, facts);
  const covered = unmet === undefined ? promise.parts.length : promise.parts.indexOf(unmet);
  const parts = promise.parts.slice(0, mostParts).map(({ on, amount }, index) => {
    const sum = money(amount, facts.invoice.currency);
    const said = language === 'fr' ? `${sum} le ${date(on)}` : `${sum} on ${date(on)}`;
    if (index >= covered) return said;
    return language === 'fr' ? `${said}, reçu` : `${said}, received`;
  });
  const more = promise.parts.length - parts.length;
  return [...parts, ...(more > 0 ? [`+\u00a0${more}`] : [])].join(' · ');
}
