import { z } from 'zod';
import { formatDay } from '../../engine/calendar/index.ts';
import { liftHold, listHoldReasons, listInvoices, placeHold, type Scope } from '../../store/index.ts';
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
}

async function targetOf(house: OpenHouse, { invoice, customer }: z.infer<typeof Target>): Promise<Held> {
  if (invoice !== undefined) {
    const found = await findInvoice(house, invoice);
    return { scope: { invoice: found.invoice }, entity: found.entity, label: found.number };
  }
  const found = await findCustomer(house, customer ?? '');
  return {
    scope: { customer: found.customer },
    entity: found.entity,
    label: `${found.number} ${found.name}`,
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

/** Lifts the holds that stand on an invoice or a customer. */
export const lift = operation({
  name: 'lift',
  input: z.strictObject({ target: Target, reason: z.string().max(2_000).optional() }),
  async run(house, { target, reason }, caller) {
    const { scope, label } = await targetOf(house, target);
    const { db } = house.store;
    const invoices =
      'invoice' in scope
        ? [scope.invoice]
        : (await listInvoices(db, { customer: scope.customer, open: false, limit: 1 })).map(
            (one) => one.invoice,
          );
    const reasons = await listHoldReasons(db, invoices);
    const standing = reasons.filter(({ cause }) => cause === 'hold');
    if (standing.length === 0) {
      throw new Refusal('conflict', {
        fr: `rien ne suspend ${label} ; palier explain dit ce qui arrête une facture`,
        en: `no hold stands on ${label}; palier explain says what stops an invoice`,
      });
    }
    const deed = deedOf(house, caller, reason);
    for (const { object } of standing) await liftHold(db, object, deed);
    house.driver?.nudge();
    return { label, lifted: standing.map(({ object, reason: why }) => ({ hold: object, reason: why })) };
  },
});
