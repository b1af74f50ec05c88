import type { Script } from '../../schemas/index.ts';
import { type Day, zoneOf } from '../calendar/index.ts';
import type { Prepared } from '../decide/index.ts';
import { simulateCustomer } from './customer.ts';
import { eventsOf, factsOfScript, momentsOf } from './script.ts';
import type { SimulatedContact, SimulatedRun } from './simulated.ts';

export interface Rehearsal {
  readonly runs: readonly SimulatedRun[];
}

export interface RehearsalOptions {
  readonly prepared: Prepared;
  readonly zone: string;
  readonly holidays: ReadonlySet<Day>;
  readonly language: string;
  readonly onContact?: (contact: SimulatedContact) => void;
}

/** Walks a script through one flow. Runs are named by the invoices' numbers. */
export function rehearse(script: Script, options: RehearsalOptions): Rehearsal {
  const zone = zoneOf(script.customer.zone ?? options.zone);
  const moments = momentsOf(script, zone);
  const { prepared, holidays, onContact } = options;
  const facts = factsOfScript(script, {
    currency: prepared.plan.currency,
    language: options.language,
    zone: zone.name,
  });
  const invoices = facts.map((one, index) => {
    const importedAt = script.invoices[index]?.importedAt;
    return {
      run: one.invoice.number,
      facts: one,
      prepared,
      startsAt: importedAt === undefined ? moments.start(-30) : moments.instant(importedAt),
    };
  });
  const runs = simulateCustomer(invoices, {
    calendar: { zone, holidays },
    until: script.until === undefined ? moments.start(400) : moments.instant(script.until),
    events: eventsOf(script, moments),
    ...(onContact === undefined ? {} : { onContact }),
  });
  return { runs };
}
