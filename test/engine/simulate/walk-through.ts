import { prepare } from '../../../engine/decide/index.ts';
import { createCatalogue } from '../../../engine/rules/index.ts';
import { type SimulatedInvoice, simulateCustomer, type Timed } from '../../../engine/simulate/index.ts';
import type { Plan, TraceLine } from '../../../schemas/index.ts';
import { calendarOf, clockOf, instant } from '../decide/some-context.ts';
import { type Changes, someFacts } from '../decide/some-facts.ts';

const catalogue = createCatalogue(undefined);

/** One invoice of the customer, by the clock of Paris. */
export function invoice(
  plan: Plan,
  number: string,
  startsAt: string,
  changes: Changes = {},
): SimulatedInvoice {
  const facts = someFacts({ ...changes, invoice: { number, ...changes.invoice } });
  return { run: number, facts, prepared: prepare(plan, catalogue), startsAt: instant(startsAt) };
}

/** A line as a test reads it: `2026-04-10 10:00 relance: void late-start`. */
export function said({ at, step, what, detail }: TraceLine): string {
  const text = (value: unknown) => (typeof value === 'number' ? clockOf(value) : String(value));
  return `${clockOf(at)} ${step}: ${[what, ...Object.values(detail ?? {}).map(text)].join(' ')}`;
}

/** The lines of each run, by number. */
export function walkThrough(
  invoices: readonly SimulatedInvoice[],
  events: readonly Timed[] = [],
  until = '2027-12-31',
): Readonly<Record<string, readonly string[]>> {
  const runs = simulateCustomer(invoices, { calendar: calendarOf(), until: instant(until), events });
  return Object.fromEntries(runs.map(({ run, lines }) => [run, lines.map(said)]));
}
