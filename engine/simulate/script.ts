import { type InvoiceFacts, parseAmount, type Script, type ScriptEvent } from '../../schemas/index.ts';
import { formatDay, parseDay, type Zone } from '../calendar/index.ts';
import type { Change, Timed } from './change.ts';

const relative = /^J([+-]\d+)?$/;

/** Reads moments of a script: `J` is the due date of its first invoice. */
export function momentsOf(script: Script, zone: Zone) {
  const due = script.invoices[0]?.dueOn;
  const origin = (due === undefined ? null : parseDay(due)) ?? parseDay('2026-06-15') ?? 0;
  const dayOf = (text: string): number => {
    const match = relative.exec(text);
    if (match !== null) return origin + Number(match[1] ?? '0');
    return parseDay(text) ?? origin;
  };
  return {
    /** A local date, `YYYY-MM-DD`. */
    date: (text: string): string => formatDay(dayOf(text.split(' ')[0] ?? '')),
    /** An instant, epoch milliseconds. */
    instant: (text: string): number => {
      const [day = '', time = '00:00'] = text.split(' ');
      return zone.instantOf(dayOf(day), Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)));
    },
    /** Midnight of a day counted from `J`. */
    start: (days: number): number => zone.instantOf(origin + days, 0),
  };
}

type Moments = ReturnType<typeof momentsOf>;

function changeOf(event: ScriptEvent, moments: Moments): Change {
  switch (event.what) {
    case 'paid':
    case 'reversed':
    case 'credited': {
      const amount = event.amount === undefined ? null : parseAmount(event.amount);
      return { what: event.what, amount, on: moments.date(event.at) };
    }
    case 'disputed':
      return { what: 'disputed', id: event.id, category: event.category ?? null };
    case 'promised': {
      const parts = event.parts.map(({ on, amount }) => ({
        on: moments.date(on),
        amount: parseAmount(amount),
      }));
      return { what: 'promised', id: event.id, parts: parts.sort((a, b) => (a.on < b.on ? -1 : 1)) };
    }
    case 'due-date-moved':
      return { what: 'due-date-moved', to: moments.date(event.to) };
    default:
      return event;
  }
}

/** A script's events with their instants, in its order. */
export function eventsOf(script: Script, moments: Moments): readonly Timed[] {
  return script.events.map((event) => {
    const index =
      event.invoice === undefined ? 0 : script.invoices.findIndex(({ number }) => number === event.invoice);
    return { at: moments.instant(event.at), invoice: Math.max(0, index), change: changeOf(event, moments) };
  });
}

export interface ScriptDefaults {
  readonly currency: string;
  readonly language: string;
  readonly zone: string;
}

/** The facts of a script's invoices before anything happens. */
export function factsOfScript(script: Script, defaults: ScriptDefaults): readonly InvoiceFacts[] {
  const { customer } = script;
  const amounts = script.invoices.map(({ amount }) => parseAmount(amount));
  const net = amounts.reduce((sum, amount) => sum + amount, 0);
  const issued = script.invoices.flatMap(({ issuedOn }) => issuedOn ?? []).sort();
  return script.invoices.map((invoice, index) => ({
    invoice: {
      id: String(index + 1),
      number: invoice.number,
      instalment: 1,
      issuedOn: invoice.issuedOn ?? null,
      dueOn: invoice.dueOn ?? null,
      amount: amounts[index] ?? 0,
      open: amounts[index] ?? 0,
      currency: invoice.currency ?? defaults.currency,
      tags: invoice.tags ?? [],
      custom: invoice.custom ?? {},
      writtenOff: false,
      settledBy: null,
    },
    customer: {
      id: '1',
      number: customer.number,
      name: customer.name,
      language: customer.language ?? defaults.language,
      zone: customer.zone ?? defaults.zone,
      country: customer.country ?? null,
      segment: customer.segment ?? null,
      owner: null,
      tags: customer.tags ?? [],
      custom: customer.custom ?? {},
      excluded: null,
      insolvent: false,
      net,
      overdue: 0,
      openInvoices: amounts.filter((amount) => amount > 0).length,
      firstInvoiceOn: issued[0] ?? null,
      averageDelay: null,
      brokenPromises: 0,
    },
    contacts: customer.contacts.map((contact, place) => ({
      id: String(place + 1),
      name: contact.name,
      firstName: contact.firstName ?? null,
      roles: contact.roles,
      email: contact.email ?? null,
      phone: contact.phone ?? null,
      language: null,
      zone: null,
    })),
    disputes: [],
    promises: [],
    payments: [],
    holds: [],
    paused: false,
    replies: [],
    bounces: [],
    tasks: [],
    refreshedAt: null,
  }));
}
