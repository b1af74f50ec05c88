import type { InvoiceFacts, PromiseFacts, TaskOutcome } from '../../schemas/index.ts';
import { parseDay } from '../calendar/index.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Facts that the simulated world changes; one object an invoice, the customer's part shared. */
export interface WorldInvoice {
  readonly invoice: Writable<InvoiceFacts['invoice']>;
  readonly customer: Writable<InvoiceFacts['customer']>;
  readonly contacts: InvoiceFacts['contacts'];
  disputes: InvoiceFacts['disputes'];
  promises: readonly PromiseFacts[];
  payments: InvoiceFacts['payments'];
  readonly holds: InvoiceFacts['holds'];
  paused: boolean;
  replies: InvoiceFacts['replies'];
  bounces: InvoiceFacts['bounces'];
  tasks: InvoiceFacts['tasks'];
  refreshedAt: number | null;
}

/** The invoices of one customer, as a simulation sees them. */
export interface World {
  readonly invoices: readonly WorldInvoice[];
  /** Variants assigned, by experiment. */
  variants: ReadonlyMap<string, string>;
  /** The day that the overdue sum was reckoned for; null where something has changed since. */
  overdueOn: number | null;
}

const noVariants: ReadonlyMap<string, string> = new Map();

/** Copies the facts of one customer's invoices into a world that may change. */
export function createWorld(facts: readonly InvoiceFacts[]): World {
  const first = facts[0];
  const customer = first === undefined ? undefined : { ...first.customer };
  return {
    invoices: facts.map((one) => ({
      ...one,
      invoice: { ...one.invoice },
      customer: customer ?? { ...one.customer },
    })),
    variants: noVariants,
    overdueOn: null,
  };
}

/** Facts of an invoice on a local day: what depends on the day is brought up to date. */
export function factsOn(world: World, invoice: WorldInvoice, today: number): InvoiceFacts {
  if (world.overdueOn === today) return invoice;
  world.overdueOn = today;
  let overdue = 0;
  for (const other of world.invoices) {
    const due = other.invoice.dueOn === null ? null : parseDay(other.invoice.dueOn);
    if (due !== null && due < today && other.invoice.open > 0) overdue += other.invoice.open;
  }
  invoice.customer.overdue = overdue;
  return invoice;
}

/** Moves the open amount, and the customer's totals with it. */
export function moveOpen(invoice: WorldInvoice, by: number): void {
  const before = invoice.invoice.open;
  const after = before + by;
  invoice.invoice.open = after;
  invoice.customer.net += by;
  if (before > 0 && after <= 0) invoice.customer.openInvoices -= 1;
  if (before <= 0 && after > 0) invoice.customer.openInvoices += 1;
}

/** Notes the outcome of the newest open task of a step. */
export function finishTask(
  invoice: WorldInvoice,
  step: string,
  outcome: TaskOutcome,
  at: number,
): string | null {
  const task = invoice.tasks.findLast((one) => one.step === step && one.doneAt === null);
  if (task === undefined) return null;
  invoice.tasks = invoice.tasks.map((one) => (one === task ? { ...one, doneAt: at, outcome } : one));
  return task.id;
}
