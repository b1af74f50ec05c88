import type { CustomField, FieldValue } from '../../schemas/index.ts';
import type { CustomFields, MessageVariables } from './variables.ts';

/** A customer with one late invoice: what previews are rendered with. */
export const sampleVariables: MessageVariables = {
  company: {
    name: 'Atelier Rivoire',
    address: '12 rue des Forges\n69007 Lyon',
    registration: 'SIREN 552 100 554 · TVA FR12 552100554',
    email: 'compta@rivoire.example',
    phone: '+33 4 72 00 00 00',
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
  },
  contact: { name: 'Claire Morel', firstName: 'Claire' },
  customer: {
    name: 'Menuiserie Morel',
    number: 'C-0412',
    address: '4 place du Marché\n21200 Beaune',
    custom: {},
  },
  invoices: [
    {
      number: 'F-2026-118',
      issuedOn: '2026-10-04',
      dueOn: '2026-11-03',
      amount: { minor: 1_248_050, currency: 'EUR' },
      open: { minor: 1_248_050, currency: 'EUR' },
      currency: 'EUR',
      daysLate: 12,
      custom: {},
    },
  ],
  credit: null,
  late: {
    rate: '12.40',
    penalties: { minor: 5_088, currency: 'EUR' },
    indemnity: { minor: 4_000, currency: 'EUR' },
    total: { minor: 1_257_138, currency: 'EUR' },
  },
  deadline: '2026-11-22',
  payment: { link: 'https://payer.example/F-2026-118' },
  promise: { date: '2026-11-20', amount: { minor: 500_000, currency: 'EUR' } },
  owner: { name: 'Nadia Ferrand', email: 'nadia@rivoire.example' },
  step: { name: 'Relance 1' },
  last: { date: '2026-11-08', channel: 'email' },
  today: '2026-11-15',
};

const samples: Readonly<Record<CustomField['type'], FieldValue>> = {
  text: 'Atelier',
  number: 3,
  money: 100_000,
  date: '2026-11-20',
  boolean: true,
};

function customSamples(fields: CustomFields['invoice']): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(Object.entries(fields ?? {}).map(([name, { type }]) => [name, samples[type]]));
}

/** One invoice, and several with a credit: what a template must be able to be written with. */
export function trialVariables(fields: CustomFields): readonly MessageVariables[] {
  const [invoice] = sampleVariables.invoices;
  const filled = { ...invoice, custom: customSamples(fields.invoice) };
  const customer = { ...sampleVariables.customer, custom: customSamples(fields.customer) };
  const one: MessageVariables = { ...sampleVariables, customer, invoices: [filled] };
  const several: MessageVariables = {
    ...one,
    invoices: [filled, { ...filled, number: 'F-2026-131' }],
    credit: { minor: 20_000, currency: filled.currency },
  };
  return [one, several];
}
