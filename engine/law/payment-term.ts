/**
 * When an invoice falls due by its payment term, in plain calendar days: a due date on a weekend stays.
 * « 45 jours fin de mois » is used in both readings, so the words decide: days first, or month first.
 */
import { type Day, formatDay, parseDay } from '../calendar/index.ts';

export type PaymentTerm =
  /** Invoice date and so many days. */
  | { readonly kind: 'net'; readonly days: number }
  /** The last day of the invoice's month, then so many days. */
  | { readonly kind: 'end-of-month-then-days'; readonly days: number }
  /** So many days, then the last day of that month. */
  | { readonly kind: 'days-then-end-of-month'; readonly days: number }
  /** Nothing agreed: 30 days from the reception of the goods (Code de commerce L441-10 I). */
  | { readonly kind: 'statutory-default' };

/** The longest term that a person can mean. */
const longestTerm = 365;

/**
 * Reads a term as people write it, in French or English; null where it is not understood.
 *
 * @example readPaymentTerm('45 jours fin de mois') // { kind: 'days-then-end-of-month', days: 45 }
 */
export function readPaymentTerm(text: string): PaymentTerm | null {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\bf\.?d\.?m\b\.?/g, 'fin de mois')
    .replace(/\be\.?o\.?m\b\.?/g, 'end of month')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  if (/^(comptant|a reception( de facture)?|due on receipt|on receipt|cash|immediat)$/.test(words))
    return { kind: 'net', days: 0 };
  const month = '(?:fin (?:de |du )?mois|end of (?:the )?month)';
  const days = '(\\d{1,3}) ?(?:j|jours?|jrs?|d|days?)?(?: (?:nets?|date (?:de )?facture|from invoice date))?';
  const net = new RegExp(`^(?:net )?${days}$`).exec(words);
  const first = new RegExp(`^${days} ${month}$`).exec(words);
  const after = new RegExp(`^${month}(?: (?:plus|and|et))?(?: ${days})?$`).exec(words);
  if (net !== null) return within({ kind: 'net', days: Number(net[1]) });
  if (first !== null) return within({ kind: 'days-then-end-of-month', days: Number(first[1]) });
  if (after !== null) return within({ kind: 'end-of-month-then-days', days: Number(after[1] ?? 0) });
  return null;
}

function within(term: Exclude<PaymentTerm, { kind: 'statutory-default' }>): PaymentTerm | null {
  return term.days <= longestTerm ? term : null;
}

/**
 * The due date of an invoice.
 *
 * @param receivedOn When the goods or the service were received; the invoice date where nobody knows.
 */
export function dueDayOf(term: PaymentTerm, invoiceOn: Day, receivedOn: Day = invoiceOn): Day {
  switch (term.kind) {
    case 'net':
      return invoiceOn + term.days;
    case 'end-of-month-then-days':
      return lastOfMonth(invoiceOn) + term.days;
    case 'days-then-end-of-month':
      return lastOfMonth(invoiceOn + term.days);
    case 'statutory-default':
      return receivedOn + 30;
    default:
      return term satisfies never;
  }
}

export interface LegalMaximum {
  readonly day: Day;
  readonly rule: '60-days' | '45-days-end-of-month' | 'periodic-45-days' | '30-days-from-reception';
}

/**
 * The latest due date that the law allows between French companies: Code de commerce L441-10 I, the
 * exceptions of single sectors (L441-11) left out. A stipulated end of month of at most 45 days is its
 * own maximum in the same reading; a periodic invoice (CGI 289 I 3) has 45 days and no end of month.
 */
export function legalMaximumOf(
  term: PaymentTerm,
  invoiceOn: Day,
  more: { readonly receivedOn?: Day; readonly periodic?: boolean } = {},
): LegalMaximum {
  if (term.kind === 'statutory-default')
    return { day: dueDayOf(term, invoiceOn, more.receivedOn), rule: '30-days-from-reception' };
  if (more.periodic === true) return { day: invoiceOn + 45, rule: 'periodic-45-days' };
  if (term.kind !== 'net' && term.days <= 45)
    return { day: dueDayOf({ ...term, days: 45 }, invoiceOn), rule: '45-days-end-of-month' };
  return { day: invoiceOn + 60, rule: '60-days' };
}

function lastOfMonth(day: Day): Day {
  const [year = '', month = ''] = formatDay(day).split('-');
  const next =
    month === '12' ? `${Number(year) + 1}-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
  return (parseDay(`${next}-01`) ?? day + 1) - 1;
}
