import { formatDay, parseDay } from '../../engine/calendar/index.ts';
import type { Context } from '../../engine/decide/index.ts';
import {
  createPaymentLink,
  type InvoiceVariables,
  type MessageVariables,
} from '../../engine/message/index.ts';
import type { ContactFacts, Entity, InvoiceFacts, Step } from '../../schemas/index.ts';
import type { EarlierContacts } from '../../store/index.ts';

/** Days that a message gives for an answer: 7, and 8 from the formal tones on (law.md: 8 to 15 days). */
const patience = 7;
const formalPatience = 8;

function invoiceVariables({ invoice }: InvoiceFacts, today: number): InvoiceVariables {
  const due = invoice.dueOn === null ? null : parseDay(invoice.dueOn);
  return {
    number: invoice.number,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    amount: { minor: invoice.amount, currency: invoice.currency },
    open: { minor: invoice.open, currency: invoice.currency },
    currency: invoice.currency,
    daysLate: due === null ? 0 : Math.max(0, today - due),
    custom: invoice.custom,
  };
}

/** Until when an answer is expected: before the due date that date, afterwards some days from now. */
function deadlineOf(step: Step, invoice: InvoiceFacts['invoice'], today: number): string {
  const due = invoice.dueOn === null ? null : parseDay(invoice.dueOn);
  const formal = 'tone' in step && (step.tone === 'formal' || step.tone === 'mise-en-demeure');
  const answer = today + (formal ? formalPatience : patience);
  return formatDay(due !== null && due > today ? due : answer);
}

/** The name that an address such as `claire.morel@…` shows; null where it shows none. */
function nameIn(email: string | null): string | null {
  const words =
    (email ?? '')
      .split('@')[0]
      ?.split(/[._]/)
      .filter((word) => /^\p{L}{2,}(-\p{L}+)*$/u.test(word)) ?? [];
  if (words.length < 2) return null;
  return words.map((word) => word.replace(/(^|-)\p{L}/gu, (letter) => letter.toUpperCase())).join(' ');
}

export interface MessageSubject {
  readonly context: Context;
  readonly step: Step;
  readonly entity: Entity;
  readonly recipient: ContactFacts | null;
  /** All invoices of the message, the lead first. */
  readonly invoices: readonly InvoiceFacts[];
  readonly earlier: EarlierContacts | undefined;
}

/** What a message template is given, from facts. */
export function variablesOf(subject: MessageSubject): MessageVariables {
  const { context, step, entity, recipient, invoices, earlier } = subject;
  const { facts, at, calendar } = context;
  const { customer } = facts;
  const today = calendar.zone.dayOf(at);
  const [first, ...others] = invoices.length === 0 ? [facts] : invoices;
  const promise = facts.promises.findLast(({ fate }) => fate === 'open');
  const part = promise?.parts[0];
  const variables: MessageVariables = {
    company: {
      name: entity.name,
      address: entity.address ?? null,
      registration: entity.registration ?? null,
      email: entity.email,
      phone: entity.phone ?? null,
      iban: entity.iban ?? null,
      bic: entity.bic ?? null,
    },
    contact: { name: recipient?.name ?? null, firstName: recipient?.firstName ?? null },
    customer: { name: customer.name, number: customer.number, address: null, custom: customer.custom },
    invoices: [
      invoiceVariables(first ?? facts, today),
      ...others.map((other) => invoiceVariables(other, today)),
    ],
    credit:
      customer.credit === undefined ? null : { minor: customer.credit, currency: facts.invoice.currency },
    late: { rate: null, penalties: null, indemnity: null, total: null },
    deadline: deadlineOf(step, facts.invoice, today),
    payment: { link: null },
    promise: {
      date: part?.on ?? null,
      amount: part === undefined ? null : { minor: part.amount, currency: facts.invoice.currency },
    },
    owner: { name: nameIn(customer.owner), email: customer.owner },
    step: { name: step.name ?? step.id },
    last:
      earlier?.last == null
        ? { date: null, channel: null }
        : { date: formatDay(calendar.zone.dayOf(earlier.last.at)), channel: earlier.last.channel },
    today: formatDay(today),
  };
  if (entity.paymentLink === undefined) return variables;
  return { ...variables, payment: { link: createPaymentLink(entity.paymentLink)(variables) } };
}
