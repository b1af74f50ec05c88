import { type Day, formatDay, parseDay, zoneOf } from '../../engine/calendar/index.ts';
import type { InvoiceFacts } from '../../schemas/index.ts';
import { createHolidays } from '../../workers/calendar/holidays.ts';

const firstDue = parseDay('2026-01-05') ?? 0;
/** Due dates are spread over so many days. */
const dueDays = 330;

export const calendar = {
  zone: zoneOf('Europe/Paris'),
  holidays: createHolidays().holidaysOf('FR', 2025, 2028),
};
export const until = calendar.zone.instantOf(firstDue + dueDays + 60, 0);

/** The numbers of one invoice: what a hand-written loop needs to know. */
export interface Numbers {
  readonly due: Day;
  /** Minor units. */
  readonly open: number;
  readonly customer: number;
}

export function numbersOf(index: number, perCustomer: number): Numbers {
  return {
    due: firstDue + ((index * 7919) % dueDays),
    open: 10_000 + ((index * 104_729) % 1_000_000),
    customer: Math.floor(index / perCustomer),
  };
}

export function customerNumber(customer: number): string {
  return `C${String(customer).padStart(6, '0')}`;
}

/** The facts of one invoice, as a store would give them. */
export function factsOf(index: number, perCustomer: number): InvoiceFacts {
  const { due, open, customer } = numbersOf(index, perCustomer);
  const number = customerNumber(customer);
  return {
    invoice: {
      id: String(index + 1),
      number: `F${index + 1}`,
      instalment: 1,
      issuedOn: formatDay(due - 30),
      dueOn: formatDay(due),
      amount: open,
      open,
      currency: 'EUR',
      tags: [],
      custom: {},
      writtenOff: false,
      settledBy: null,
    },
    customer: {
      id: String(customer + 1),
      number,
      name: number,
      language: 'fr',
      zone: 'Europe/Paris',
      country: 'FR',
      segment: null,
      owner: null,
      tags: [],
      custom: {},
      excluded: null,
      insolvent: false,
      net: open * perCustomer,
      overdue: 0,
      openInvoices: perCustomer,
      firstInvoiceOn: null,
      averageDelay: null,
      brokenPromises: 0,
    },
    contacts: [
      {
        id: String(customer + 1),
        name: 'Comptabilité',
        firstName: null,
        roles: ['billing'],
        email: `${number}@example.net`,
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
}
