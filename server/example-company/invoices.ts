import { type Day, formatDay } from '../../engine/calendar/index.ts';
import type { CustomerRow, InvoiceRow, PaymentRow } from '../../schemas/index.ts';
import type { Company } from './companies.ts';
import { type Profile, profiles } from './profiles.ts';
import type { Random } from './random.ts';

const smallest = 2_000;
const largest = 4_500_000;
const median = 95_000;
const projects = [
  ...(['Rayonnage atelier', 'Bureau d’accueil', 'Vitrine principale', 'Mezzanine'] as const),
  ...(['Comptoir bar', 'Salle de réunion', 'Escalier métallique', 'Mobilier sur mesure'] as const),
] as const;

/** An invoice, and what was paid of it. */
export interface Sale {
  readonly invoice: Omit<InvoiceRow, 'number'>;
  readonly due: Day;
  readonly payment: Omit<PaymentRow, 'reference' | 'invoice'> | null;
}

/** The sales of one customer: paid ones of the past, and open ones around `today`. */
export function salesTo(
  company: Company,
  customer: CustomerRow,
  today: Day,
  random: Random,
): readonly Sale[] {
  const profile: Profile = profiles[company.profile];
  const open = Array.from({ length: random.between(...profile.open) }, () =>
    openSale(customer, profile, today, random),
  );
  return [...pastSales(customer, profile, today, random), ...open];
}

/** Three in ten are late, the recent ones more often; a few of these are paid in part. */
function openSale(customer: CustomerRow, profile: Profile, today: Day, random: Random): Sale {
  const late = profile.tags.includes('sans-reponse') || random.chance(0.27);
  const due = late ? today - 1 - Math.floor(74.999 * random.next() ** 1.5) : today + random.between(0, 30);
  const sale = sell(customer, profile, due, random);
  if (!late || !random.chance(0.12)) return sale;
  const amount = Math.round((sale.invoice.open * random.between(20, 60)) / 100);
  return { ...sale, payment: paid(sale, amount, random.between(due, today - 1)) };
}

/** Paid invoices of the last year and one older than that, or none: the customer is new. */
function pastSales(customer: CustomerRow, profile: Profile, today: Day, random: Random): readonly Sale[] {
  const { delay } = profile;
  if (delay === null) return [];
  const dues = [
    today - random.between(420, 500),
    today - random.between(230, 320),
    today - random.between(120, 200),
  ];
  return dues.map((due) => {
    const sale = sell(customer, profile, due, random);
    const on = Math.min(today - 1, due + Math.max(-5, Math.round(delay + 3 * random.normal())));
    return { ...sale, payment: paid(sale, sale.invoice.open, on) };
  });
}

function sell(customer: CustomerRow, profile: Profile, due: Day, random: Random): Sale {
  const amount = amountOf(profile, random);
  const project = profile.custom.profile === 'independant' ? { project: random.pick(projects) } : {};
  return {
    invoice: {
      entity: customer.entity,
      customer: customer.number,
      instalment: 1,
      issuedOn: formatDay(due - profile.term),
      dueOn: formatDay(due),
      amount,
      open: amount,
      currency: customer.entity === 'suisse' ? 'CHF' : 'EUR',
      custom: project,
    },
    due,
    payment: null,
  };
}

/** Log-normal between 20 and 45 000; drawn again where it falls outside. */
function amountOf(profile: Profile, random: Random): number {
  const amount = Math.round(median * profile.size * Math.exp(1.35 * random.normal()));
  return amount >= smallest && amount <= largest ? amount : amountOf(profile, random);
}

function paid({ invoice }: Sale, amount: number, on: Day): Sale['payment'] {
  const { entity, customer, instalment, currency } = invoice;
  return { entity, customer, instalment, kind: 'payment', on: formatDay(on), amount, currency };
}
