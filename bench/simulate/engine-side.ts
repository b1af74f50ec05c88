import { type SimulatedInvoice, simulateCustomer } from '../../engine/simulate/index.ts';
import type { TraceLine } from '../../schemas/index.ts';
import { computed } from '../duel.ts';
import { prepared } from './flow.ts';
import { calendar, factsOf, numbersOf, until } from './ledger.ts';

/** Customers whose facts are made ready at once, outside the time that counts. */
const block = 50;

export interface Walked {
  readonly milliseconds: number;
  /** The trace of each invoice. */
  readonly traces: readonly (readonly TraceLine[])[];
}

function customerOf(first: number, perCustomer: number): readonly SimulatedInvoice[] {
  return Array.from({ length: perCustomer }, (_, place) => {
    const { due } = numbersOf(first + place, perCustomer);
    return {
      run: `${first + place + 1}-1`,
      facts: factsOf(first + place, perCustomer),
      prepared,
      startsAt: calendar.zone.instantOf(due - 30, 0),
    };
  });
}

/** Walks `count` invoices with the simulator, customer by customer. */
export function walkWithEngine(count: number, perCustomer: number): Walked {
  const traces: (readonly TraceLine[])[] = [];
  let milliseconds = 0;
  for (let next = 0; next < count; ) {
    const customers: (readonly SimulatedInvoice[])[] = [];
    for (; customers.length < block && next < count; next += perCustomer)
      customers.push(customerOf(next, perCustomer));
    const from = computed();
    for (const invoices of customers) {
      for (const { lines } of simulateCustomer(invoices, { calendar, until })) traces.push(lines);
    }
    milliseconds += computed() - from;
  }
  return { milliseconds, traces };
}
