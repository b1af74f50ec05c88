/**
 * The example company of a first start: Ateliers Brévent, a small manufacturer with a sister company
 * in Switzerland, its customers, what they owe and how they have paid.
 *
 * Rows only, no input or output, no clock: the same day always makes the same rows, and customers are the same on every day. `open` of an
 * invoice is its full amount; the payments come on top and reduce it, so all three lists are taken
 * in together before any run is started. No payment is dated on or after `today`.
 */
import { parseDay } from '../../engine/calendar/index.ts';
import type { CustomerRow, InvoiceRow, PaymentRow } from '../../schemas/index.ts';
import { type Company, companies } from './companies.ts';
import { contactsOf } from './contacts.ts';
import { type Sale, salesTo } from './invoices.ts';
import { type Profile, profiles } from './profiles.ts';
import { createRandom, type Random } from './random.ts';

export interface ExampleCompany {
  readonly customers: readonly CustomerRow[];
  readonly invoices: readonly InvoiceRow[];
  readonly payments: readonly PaymentRow[];
}

const owners = [
  'nadia.ferrand@ateliers-brevent.example',
  'luc.meunier@ateliers-brevent.example',
  'ines.carvalho@ateliers-brevent.example',
] as const;

/**
 * Makes the example company as seen on a day.
 *
 * Open invoices are due from 75 days before to 30 days after `today`; paid ones go back further, so
 * that customers have an average delay. Amounts in minor units.
 *
 * @param today `YYYY-MM-DD`.
 * @throws RangeError where `today` is no date.
 * @example exampleCompany('2026-11-20').customers.length // 60
 */
export function exampleCompany(today: string): ExampleCompany {
  const day = parseDay(today);
  if (day === null) throw new RangeError(`"${today}" is no date; write it like "2026-11-20"`);
  const people = createRandom('customers');
  const random = createRandom(today);
  const customers = companies.map((company, index) => customerOf(company, index, people));
  const sales = companies.flatMap((company, index) => {
    const customer = customers[index];
    return customer === undefined ? [] : salesTo(company, customer, day, random);
  });
  return { customers, ...numbered(sales) };
}

function customerOf(company: Company, index: number, random: Random): CustomerRow {
  const profile: Profile = profiles[company.profile];
  return {
    entity: company.entity,
    number: `C${String(1001 + index)}`,
    name: company.name,
    language: company.language,
    zone: company.zone,
    country: company.country,
    owner: owners[index % owners.length] ?? owners[0],
    tags: [...profile.tags, ...company.tags],
    custom: { sector: company.sector, ...profile.custom },
    contacts: contactsOf(company, index, random),
  };
}

/** Numbers follow the date of issue, as in any ledger: `F2026-0007`, for Swiss ones `S2026-0007`. */
function numbered(sales: readonly Sale[]): Pick<ExampleCompany, 'invoices' | 'payments'> {
  const ordered = [...sales].sort((a, b) => compare(a.invoice.issuedOn ?? '', b.invoice.issuedOn ?? ''));
  const rows = ordered.map((sale, index) => {
    const series = sale.invoice.entity === 'suisse' ? 'S' : 'F';
    const year = (sale.invoice.issuedOn ?? '').slice(0, 4);
    return { ...sale, number: `${series}${year}-${String(index + 1).padStart(4, '0')}` };
  });
  return {
    invoices: rows.map(({ invoice, number }) => ({ ...invoice, number })),
    payments: rows.flatMap(({ payment, number }) =>
      payment === null ? [] : [{ ...payment, invoice: number, reference: `VIR-${number}` }],
    ),
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
