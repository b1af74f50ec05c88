import type { InvoiceFacts } from '../../schemas/index.ts';
import { parseDay } from '../calendar/index.ts';
import type { Fact, Label, RuleContext } from './fact.ts';

type Read<Value> = (facts: InvoiceFacts, context: RuleContext) => Value | null;

/** Reads an amount, unless conditions are written in another currency. */
export function inCurrency(read: (facts: InvoiceFacts) => number | null): Read<number> {
  return (facts, { currency }) =>
    currency === undefined || currency === facts.invoice.currency ? read(facts) : null;
}

/** A text that says nothing is missing. */
export function filled(text: string | null): string | null {
  return text === '' ? null : text;
}

function dayIn(text: string | null): number | null {
  return text === null ? null : parseDay(text);
}

function money(name: string, label: Label, read: (facts: InvoiceFacts) => number | null): Fact {
  return { name, type: 'money', label, read: inCurrency(read) };
}

function number(name: string, label: Label, read: Read<number>): Fact {
  return { name, type: 'number', label, read };
}

function date(name: string, label: Label, read: (facts: InvoiceFacts) => string | null): Fact {
  return { name, type: 'date', label, read: (facts) => dayIn(read(facts)) };
}

function text(name: string, label: Label, read: (facts: InvoiceFacts) => string | null): Fact {
  return { name, type: 'text', label, read: (facts) => filled(read(facts)) };
}

function boolean(name: string, label: Label, read: Read<boolean>): Fact {
  return { name, type: 'boolean', label, read };
}

function list(name: string, label: Label, read: (facts: InvoiceFacts) => readonly string[]): Fact {
  return { name, type: 'list', label, read };
}

/** Days by which an invoice is late; negative before its due date. */
const daysLate: Read<number> = ({ invoice }, { today }) => {
  const due = dayIn(invoice.dueOn);
  return due === null ? null : today - due;
};

/** A customer is new while his first invoice was issued less than 365 days ago. */
const isNew: Read<boolean> = ({ customer }, { today }) => {
  const first = dayIn(customer.firstInvoiceOn);
  return first === null ? null : today - first < 365;
};

/** The category of the dispute that was opened last, of those that are open. */
function disputeCategory({ disputes }: InvoiceFacts): string | null {
  const open = disputes.filter(({ closedAt }) => closedAt === null);
  return open.toSorted((a, b) => b.openedAt - a.openedAt)[0]?.category ?? null;
}

/** Every fact that conditions can name, beside the custom fields of a workspace. */
export const builtInFacts: readonly Fact[] = [
  money('invoice.open', { fr: 'montant ouvert', en: 'open amount' }, (f) => f.invoice.open),
  money('invoice.amount', { fr: 'montant facturé', en: 'invoiced amount' }, (f) => f.invoice.amount),
  number('invoice.daysLate', { fr: 'jours de retard', en: 'days late' }, daysLate),
  date('invoice.due', { fr: 'échéance', en: 'due date' }, (f) => f.invoice.dueOn),
  date('invoice.issued', { fr: 'date de facture', en: 'invoice date' }, (f) => f.invoice.issuedOn),
  text('invoice.currency', { fr: 'devise', en: 'currency' }, (f) => f.invoice.currency),
  list('invoice.tags', { fr: 'étiquettes de la facture', en: 'invoice tags' }, (f) => f.invoice.tags),
  text('customer.number', { fr: 'numéro du client', en: 'customer number' }, (f) => f.customer.number),
  text('customer.name', { fr: 'nom du client', en: 'customer name' }, (f) => f.customer.name),
  text('customer.country', { fr: 'pays du client', en: 'customer country' }, (f) => f.customer.country),
  text('customer.language', { fr: 'langue du client', en: 'customer language' }, (f) => f.customer.language),
  text('customer.segment', { fr: 'segment', en: 'segment' }, (f) => f.customer.segment),
  text('customer.owner', { fr: 'responsable', en: 'owner' }, (f) => f.customer.owner),
  list('customer.tags', { fr: 'étiquettes du client', en: 'customer tags' }, (f) => f.customer.tags),
  money('customer.net', { fr: 'encours net du client', en: 'customer net balance' }, (f) => f.customer.net),
  money(
    'customer.overdue',
    { fr: 'encours échu du client', en: 'customer overdue' },
    (f) => f.customer.overdue,
  ),
  number(
    'customer.openInvoices',
    { fr: 'factures ouvertes du client', en: 'customer open invoices' },
    (f) => f.customer.openInvoices,
  ),
  number(
    'customer.averageDelay',
    { fr: 'retard moyen de paiement', en: 'average payment delay' },
    (f) => f.customer.averageDelay,
  ),
  number(
    'customer.brokenPromises',
    { fr: 'promesses non tenues', en: 'broken promises' },
    (f) => f.customer.brokenPromises,
  ),
  boolean('customer.new', { fr: 'nouveau client', en: 'new customer' }, isNew),
  boolean('dispute.open', { fr: 'litige ouvert', en: 'open dispute' }, (f) =>
    f.disputes.some((dispute) => dispute.closedAt === null),
  ),
  text('dispute.category', { fr: 'motif du litige ouvert', en: 'category of the open dispute' }, (f) =>
    disputeCategory(f),
  ),
  boolean('promise.open', { fr: 'promesse en cours', en: 'open promise' }, (f) =>
    f.promises.some((promise) => promise.fate === 'open'),
  ),
  boolean('reply.received', { fr: 'réponse reçue', en: 'reply received' }, (f) => f.replies.length > 0),
];
