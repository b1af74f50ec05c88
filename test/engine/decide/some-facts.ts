import type { InvoiceFacts } from '../../../schemas/index.ts';

export interface Changes extends Partial<Omit<InvoiceFacts, 'invoice' | 'customer'>> {
  readonly invoice?: Partial<InvoiceFacts['invoice']>;
  readonly customer?: Partial<InvoiceFacts['customer']>;
}

const plain: InvoiceFacts = {
  invoice: {
    id: 'i1',
    number: 'F1',
    instalment: 1,
    issuedOn: '2026-01-30',
    dueOn: '2026-03-01',
    amount: 100_000,
    open: 100_000,
    currency: 'EUR',
    tags: [],
    custom: {},
    writtenOff: false,
    settledBy: null,
  },
  customer: {
    id: 'c1',
    number: 'C1',
    name: 'Ateliers Roux',
    language: 'fr',
    zone: 'Europe/Paris',
    country: 'FR',
    segment: null,
    owner: null,
    tags: [],
    custom: {},
    excluded: null,
    insolvent: false,
    net: 100_000,
    overdue: 0,
    openInvoices: 1,
    firstInvoiceOn: '2026-01-30',
    averageDelay: null,
    brokenPromises: 0,
  },
  contacts: [
    {
      id: 'p1',
      name: 'Anne Roux',
      firstName: 'Anne',
      roles: ['billing'],
      email: 'anne@example.com',
      phone: null,
      language: null,
      zone: null,
    },
  ],
  disputes: [],
  promises: [],
  payments: [],
  holds: [],
  paused: false,
  replies: [],
  bounces: [],
  tasks: [],
  refreshedAt: null,
};

/** An invoice of 1000 EUR due on 1 March 2026, nothing paid, with what a test changes. */
export function someFacts(changes: Changes = {}): InvoiceFacts {
  return {
    ...plain,
    ...changes,
    invoice: { ...plain.invoice, ...changes.invoice },
    customer: { ...plain.customer, ...changes.customer },
  };
}
