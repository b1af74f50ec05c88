import type { InvoiceFacts } from '../../../schemas/index.ts';

interface Overrides {
  readonly invoice?: Partial<InvoiceFacts['invoice']>;
  readonly customer?: Partial<InvoiceFacts['customer']>;
  readonly disputes?: InvoiceFacts['disputes'];
  readonly promises?: InvoiceFacts['promises'];
  readonly replies?: InvoiceFacts['replies'];
}

const invoice: InvoiceFacts['invoice'] = {
  id: 'i1',
  number: 'F-2026-001',
  instalment: 1,
  issuedOn: '2026-01-15',
  dueOn: '2026-02-15',
  amount: 1_500_000,
  open: 1_248_050,
  currency: 'EUR',
  tags: ['vip'],
  custom: {},
  writtenOff: false,
  settledBy: null,
};

const customer: InvoiceFacts['customer'] = {
  id: 'c1',
  number: 'C042',
  name: 'Ateliers Roux',
  language: 'fr',
  zone: 'Europe/Paris',
  country: 'FR',
  segment: 'fidèle',
  owner: 'lea@example.com',
  tags: [],
  custom: {},
  excluded: null,
  insolvent: false,
  net: 2_000_000,
  overdue: 1_248_050,
  openInvoices: 3,
  firstInvoiceOn: '2024-03-01',
  averageDelay: 12.5,
  brokenPromises: 1,
};

/** An invoice of 15 000 EUR due on 2026-02-15 with 12 480.50 EUR open, with what a test changes. */
export function sampleFacts(overrides: Overrides = {}): InvoiceFacts {
  return {
    invoice: { ...invoice, ...overrides.invoice },
    customer: { ...customer, ...overrides.customer },
    contacts: [],
    disputes: overrides.disputes ?? [],
    promises: overrides.promises ?? [],
    payments: [],
    holds: [],
    paused: false,
    replies: overrides.replies ?? [],
    bounces: [],
    tasks: [],
    refreshedAt: null,
  };
}
