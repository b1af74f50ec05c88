import { type Day, formatDay, parseDay } from '../../engine/calendar/index.ts';
import { dueDayOf, legalMaximumOf, type PaymentTerm, readPaymentTerm } from '../../engine/law/index.ts';

/** Where the due dates of an import's customers come from, counted for its report. */
export interface TermCounts {
  /** Customers without a term of their own, whose invoices have the default. */
  withoutTerm: number;
  /** Terms that nobody could read, each once. */
  readonly unreadable: Set<string>;
  /** Invoices due later than the law allows (L441-10). */
  beyondMaximum: number;
  /** Invoices whose due date nobody knows: they are held. */
  undated: number;
}

export function noTermCounts(): TermCounts {
  return { withoutTerm: 0, unreadable: new Set(), beyondMaximum: 0, undated: 0 };
}

/** The due dates of one customer's invoices. */
export type DueDates = (countsFrom: string | null) => string | null;

/** The customer's own term, else the default, else what the law gives where nothing is agreed. */
export function dueDatesOf(
  own: string | undefined,
  fallback: PaymentTerm | null,
  counts: TermCounts,
): DueDates {
  const read = own === undefined ? null : readPaymentTerm(own);
  if (own === undefined) counts.withoutTerm += 1;
  else if (read === null) counts.unreadable.add(own.slice(0, 100));
  const term: PaymentTerm = read ?? fallback ?? { kind: 'statutory-default' };
  return (countsFrom) => {
    const from: Day | null = countsFrom === null ? null : parseDay(countsFrom);
    if (from === null) {
      counts.undated += 1;
      return null;
    }
    const due = dueDayOf(term, from);
    if (due > legalMaximumOf(term, from).day) counts.beyondMaximum += 1;
    return formatDay(due);
  };
}
