import { parseDay } from '../../../engine/calendar/index.ts';
import type { CustomerRow, InvoiceFacts, InvoiceRow } from '../../../schemas/index.ts';
import { assumedContact } from './assumed-contact.ts';

export interface LedgerDefaults {
  readonly language: string;
  readonly zone: string;
  /** The day of the ledger. */
  readonly today: number;
  /** Row of the customer, where a file tells it. */
  readonly customer: CustomerRow | undefined;
  /** True where no file tells contacts: then every role is reachable. */
  readonly assumesContacts: boolean;
}

/** The facts of one customer's invoices, as rows of files tell them. */
export function factsOfRows(rows: readonly InvoiceRow[], defaults: LedgerDefaults): readonly InvoiceFacts[] {
  const customer = customerOf(rows, defaults);
  const contacts = contactsOf(defaults);
  return rows.map((row, index) => ({
    invoice: {
      ...{ id: `${customer.id}/${index + 1}`, number: row.number, instalment: row.instalment, tags: [] },
      ...{ issuedOn: row.issuedOn ?? null, dueOn: row.dueOn ?? null, custom: row.custom ?? {} },
      ...{ amount: row.amount ?? row.open, open: row.open, currency: row.currency },
      ...{ writtenOff: false, settledBy: null },
    },
    customer,
    contacts,
    ...{ disputes: [], promises: [], payments: [], holds: [], paused: false },
    ...{ replies: [], bounces: [], tasks: [], refreshedAt: null },
  }));
}

function customerOf(rows: readonly InvoiceRow[], defaults: LedgerDefaults): InvoiceFacts['customer'] {
  const { customer, today } = defaults;
  const [first] = rows;
  const number = first?.customer ?? '';
  const isOverdue = ({ dueOn, open }: InvoiceRow) => open > 0 && (parseDay(dueOn ?? '') ?? today) < today;
  const sum = (some: readonly InvoiceRow[]) => some.reduce((total, { open }) => total + open, 0);
  const credit = -sum(rows.filter(({ open }) => open < 0));
  return {
    ...{ id: number, number, name: customer?.name ?? first?.customerName ?? number, segment: null },
    ...{ language: customer?.language ?? defaults.language, zone: customer?.zone ?? defaults.zone },
    ...{ country: customer?.country ?? null, owner: customer?.owner ?? null, tags: customer?.tags ?? [] },
    ...{ custom: customer?.custom ?? {}, excluded: null, insolvent: false, brokenPromises: 0 },
    ...(credit === 0 ? {} : { credit }),
    ...{ net: sum(rows), overdue: sum(rows.filter(isOverdue)), averageDelay: null },
    openInvoices: rows.filter(({ open }) => open > 0).length,
    firstInvoiceOn: rows.flatMap(({ issuedOn }) => issuedOn ?? []).sort()[0] ?? null,
  };
}

function contactsOf({ customer, assumesContacts }: LedgerDefaults): InvoiceFacts['contacts'] {
  if (assumesContacts) return [assumedContact];
  return (customer?.contacts ?? []).map((contact, index) => ({
    ...{ id: String(index + 1), name: contact.name, firstName: contact.firstName ?? null },
    ...{ roles: contact.roles, email: contact.email ?? null, phone: contact.phone ?? null },
    ...{ language: contact.language ?? null, zone: contact.zone ?? null },
  }));
}
