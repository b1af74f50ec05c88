import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatDay, parseDay } from '../../../engine/calendar/index.ts';
import { dueDayOf, legalMaximumOf, type PaymentTerm, readPaymentTerm } from '../../../engine/law/index.ts';

interface TermCase {
  readonly id: string;
  readonly input: {
    readonly invoiceDate: string;
    readonly term: PaymentTerm;
    readonly periodicInvoice: boolean;
    readonly receptionDate?: string;
  };
  readonly expected: Readonly<Record<string, string | number | boolean>>;
}

const oracle: { readonly cases: readonly TermCase[] } = JSON.parse(
  readFileSync(new URL('../../oracles/terms.json', import.meta.url), 'utf8'),
);

const dayOf = (text: string) => parseDay(text) ?? Number.NaN;

it.each(oracle.cases)('$id: due date and legal maximum are those of the reference', ({ input, expected }) => {
  const invoiceOn = dayOf(input.invoiceDate);
  const receivedOn = dayOf(input.receptionDate ?? input.invoiceDate);

  const due = dueDayOf(input.term, invoiceOn, receivedOn);
  const maximum = legalMaximumOf(input.term, invoiceOn, {
    receivedOn,
    periodic: input.periodicInvoice,
  });

  expect({
    dueDate: formatDay(due),
    daysFromInvoice: due - invoiceOn,
    maxDueDate: formatDay(maximum.day),
    maxRule: maximum.rule,
    respectsMax: due <= maximum.day,
    excessDays: Math.max(0, due - maximum.day),
  }).toEqual(expected);
});

it.each([
  ['30 jours', { kind: 'net', days: 30 }],
  ['30', { kind: 'net', days: 30 }],
  ['30j net', { kind: 'net', days: 30 }],
  ['60 jours date de facture', { kind: 'net', days: 60 }],
  ['Net 45 days', { kind: 'net', days: 45 }],
  ['Comptant', { kind: 'net', days: 0 }],
  ['à réception', { kind: 'net', days: 0 }],
  ['30 jours fin de mois', { kind: 'days-then-end-of-month', days: 30 }],
  ['45 j FDM', { kind: 'days-then-end-of-month', days: 45 }],
  ['45 days end of month', { kind: 'days-then-end-of-month', days: 45 }],
  ['fin de mois 45 jours', { kind: 'end-of-month-then-days', days: 45 }],
  ['Fin de mois + 45 jours', { kind: 'end-of-month-then-days', days: 45 }],
  ['end of month 45', { kind: 'end-of-month-then-days', days: 45 }],
  ['fin de mois', { kind: 'end-of-month-then-days', days: 0 }],
  ['30 jours fin de mois le 10', null],
  ['999 jours', null],
  ['selon contrat', null],
  ['', null],
])('the term « %s » is read as it is written', (text, expected) => {
  const term = readPaymentTerm(text);

  expect(term).toEqual(expected);
});
