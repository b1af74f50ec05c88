import { z } from 'zod';
import { formatDay } from '../../engine/calendar/index.ts';
import { holdsPlacedOn, liftHold, type PlacedHold, placeHold, type Scope } from '../../store/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { deedOf } from './act.ts';
import { findCustomer, findInvoice } from './find-invoice.ts';
import { operation } from './operation.ts';
import { readFutureDay, zoneOfEntity } from './read-day.ts';
import { Refusal } from './refusal.ts';

const Target = z
  .strictObject({ invoice: z.string().min(1).optional(), customer: z.string().min(1).optional() })
  .refine(
    ({ invoice, customer }) => (invoice === undefined) !== (customer === undefined),
    'either an invoice or a customer',
  );

interface Held {
  readonly scope: Scope;
  readonly entity: string;
  /** What people call it. */
  readonly label: string;
  readonly customer: { readonly id: string; readonly number: string };
}

async function targetOf(house: OpenHouse, { invoice, customer }: z.infer<typeof Target>): Promise<Held> {
  if (invoice !== undefined) {
    const found = await findInvoice(house, invoice);
    return {
      scope: { invoice: found.invoice },
      entity: found.entity,
      label: found.number,
      customer: { id: found.customer, number: found.customerNumber },
    };
  }
  const found = await findCustomer(house, customer ?? '');
  return {
    scope: { customer: found.customer },
    entity: found.entity,
    label: `${found.number} ${found.name}`,
    customer: { id: found.customer, number: found.number },
  };
}

/** Holds an invoice or a whole customer, for a reason, until the end of a day or without end. */
export const hold = operation({
  name: 'hold',
  input: z.strictObject({
    target: Target,
    reason: z.string().trim().min(1).max(2_000),
    until: z.string().optional(),
  }),
  async run(house, { target, reason, until }, caller) {
    const { scope, entity, label } = await targetOf(house, target);
    const last = until === undefined ? null : readFutureDay(house, until, entity);
    const end = last === null ? null : zoneOfEntity(house, entity).instantOf(last, 1440);
    const id = await placeHold(house.store.db, scope, { reason, until: end }, deedOf(house, caller, reason));
    house.driver?.nudge();
    return { hold: id, label, until: last === null ? null : formatDay(last) };
  },
});

/** Lifts the holds of an invoice, or of a customer as a whole; those of the one are not those of the other. */
export const lift = operation({
  name: 'lift',
  input: z.strictObject({ target: Target, reason: z.string().max(2_000).optional() }),
  async run(house, { target, reason }, caller) {
    const { scope, label, customer } = await targetOf(house, target);
    const { db } = house.store;
    const now = house.clock.now();
    const standing = await holdsPlacedOn(db, scope, now);
    if (standing.length === 0) {
      const whole = 'invoice' in scope ? await holdsPlacedOn(db, { customer: customer.id }, now) : [];
      throw whole.length > 0 ? ofCustomer(label, customer.number, whole) : nothing(label);
    }
    const deed = deedOf(house, caller, reason);
    for (const { hold: id } of standing) await liftHold(db, id, deed);
    house.driver?.nudge();
    return { label, lifted: standing };
  },
});

function nothing(label: string): Refusal {
  return new Refusal('conflict', {
    fr: `rien ne suspend ${label} ; palier explain dit ce qui arrête une facture`,
    en: `no hold stands on ${label}; palier explain says what stops an invoice`,
  });
}

function ofCustomer(label: string, customer: string, holds: readonly PlacedHold[]): Refusal {
  const why = holds.map(({ reason }) => reason).join(', ');
  return new Refusal('conflict', {
    fr: `${label} est retenue avec tout le client ${customer} (${why}) ; palier lift --customer ${customer} libère toutes ses factures`,
    en: `${label} is held with its whole customer ${customer} (${why}); palier lift --customer ${customer} frees all its invoices`,
  });
}
