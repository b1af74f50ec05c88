import type { FieldValue } from '../../schemas/index.ts';
import { formatIban } from './format.ts';
import { DateValue, MoneyValue } from './values.ts';
import type { CustomFields, InvoiceVariables, MessageVariables, Money } from './variables.ts';

type Fields = Readonly<Record<string, FieldValue>>;
type Scope = Readonly<Record<string, unknown>>;

const money = (value: Money | null): MoneyValue | null =>
  value === null ? null : new MoneyValue(value.minor, value.currency);

const date = (iso: string | null): DateValue | null => (iso === null ? null : new DateValue(iso));

const channels: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  email: { fr: 'courriel', en: 'email' },
  sms: { fr: 'SMS', en: 'text message' },
  letter: { fr: 'courrier', en: 'letter' },
  'registered-letter': { fr: 'lettre recommandée', en: 'registered letter' },
  call: { fr: 'téléphone', en: 'phone' },
};

/** What the templates see: every path of the catalogue, missing values null. */
export function buildScope(variables: MessageVariables, fields: CustomFields, language: string): Scope {
  const { company, contact, customer, late, promise, last } = variables;
  const french = language.startsWith('fr');
  const [first] = variables.invoices;
  const invoices = variables.invoices.map((invoice) => invoiceScope(invoice, fields.invoice));
  const channel = last.channel === null ? undefined : channels[last.channel];
  return {
    company: { ...company, iban: company.iban === null ? null : formatIban(company.iban) },
    contact: { ...contact, greeting: greeting(contact.firstName, french) },
    customer: { ...customer, custom: customScope(customer.custom, fields.customer, first.currency) },
    invoice: invoices[0],
    invoices,
    grouped: invoices.length > 1,
    total: {
      open: new MoneyValue(totalOpen(variables), first.currency),
      credit: money(variables.credit),
      due: new MoneyValue(totalDue(variables), first.currency),
    },
    late: {
      rate: late.rate,
      penalties: money(late.penalties),
      indemnity: money(late.indemnity),
      total: money(late.total),
    },
    deadline: date(variables.deadline),
    payment: variables.payment,
    promise: { date: date(promise.date), amount: money(promise.amount) },
    owner: variables.owner,
    step: variables.step,
    last: { date: date(last.date), channel: channel?.[french ? 'fr' : 'en'] ?? last.channel },
    today: date(variables.today),
  };
}

/** Sum of the open amounts, in minor units. */
export function totalOpen(variables: MessageVariables): number {
  return variables.invoices.reduce((sum, invoice) => sum + invoice.open.minor, 0);
}

/**
 * What is asked for, in minor units: the open amounts less the customer's credit. A credit that is not
 * smaller concerns other invoices too and is named only: the arbiter lets nothing leave where it covers
 * all that the customer owes.
 */
export function totalDue(variables: MessageVariables): number {
  const open = totalOpen(variables);
  const credit = variables.credit?.minor ?? 0;
  return credit < open ? open - credit : open;
}

function greeting(firstName: string | null, french: boolean): string {
  const word = french ? 'Bonjour' : 'Hello';
  return firstName === null || firstName === '' ? word : `${word} ${firstName}`;
}

function invoiceScope(invoice: InvoiceVariables, fields: CustomFields['invoice']): Scope {
  return {
    ...invoice,
    issuedOn: date(invoice.issuedOn),
    dueOn: date(invoice.dueOn),
    amount: money(invoice.amount),
    open: money(invoice.open),
    custom: customScope(invoice.custom, fields, invoice.currency),
  };
}

function customScope(values: Fields, fields: CustomFields['invoice'], currency: string): Scope {
  const entries = Object.entries(fields ?? {}).map(([name, field]) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return [name, null] as const;
    if (field.type === 'money' && typeof value === 'number')
      return [name, new MoneyValue(value, currency)] as const;
    if (field.type === 'date' && typeof value === 'string') return [name, new DateValue(value)] as const;
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}
