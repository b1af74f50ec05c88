import { amountPattern, durationPattern, windowPattern } from '../../schemas/index.ts';
import type { FlowCode } from './codes.ts';

/** What a text must look like: the code when it does not, and the words for what would be right. */
export interface Format {
  readonly code: FlowCode;
  readonly expected: string;
}

const id: Format = {
  code: 'bad-id',
  expected: 'an id of lower-case letters, digits and hyphens, at most 63, such as "relance-1"',
};

/** Formats by the source of their pattern, as the schema reports it. */
const byPattern: ReadonlyMap<string, Format> = new Map([
  [
    String(durationPattern),
    {
      code: 'bad-duration',
      expected: 'a length of time such as "15 minutes", "4 hours", "3 days", "2 business days" or "1 week"',
    },
  ],
  [
    String(windowPattern),
    {
      code: 'bad-window',
      expected:
        'a window such as "weekdays 09:00-18:00", "mon-thu 10:00-12:00", "mon,wed", "daily" or "always"',
    },
  ],
  [String(amountPattern), { code: 'bad-amount', expected: 'an amount as a decimal text such as "1250.00"' }],
  [String(/^([01]\d|2[0-3]):[0-5]\d$/), { code: 'bad-time', expected: 'a local time such as "09:30"' }],
  [String(/^[A-Z]{3}$/), { code: 'bad-currency', expected: 'a currency code such as "EUR"' }],
  [String(/^[a-z0-9][a-z0-9-]{0,62}$/), id],
]);

/** The format behind an issue of the schema. */
export function formatOf(issue: { readonly format?: string; readonly pattern?: string }): Format {
  const known = issue.pattern === undefined ? undefined : byPattern.get(issue.pattern);
  if (known !== undefined) return known;
  if (issue.format === 'email') return { code: 'bad-email', expected: 'an email address' };
  if (issue.format === 'url')
    return { code: 'bad-url', expected: 'an address that begins with https:// or http://' };
  return { code: 'bad-value', expected: 'another form of text' };
}
