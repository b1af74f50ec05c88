import type { Context } from '../../engine/decide/index.ts';
import type { InvoiceFacts } from '../../schemas/index.ts';
import type { Carrier } from './carrier.ts';
import type { LoadedRelease } from './releases.ts';

/** Facts as one release sees them at a moment: with the segment that its rules give. */
export function contextFor(
  carrier: Pick<Carrier, 'surroundings'>,
  loaded: LoadedRelease,
  subject: { readonly facts: InvoiceFacts; readonly entity: string; readonly at: number },
): Context {
  const { facts, entity, at } = subject;
  const calendar = carrier.surroundings.calendar(entity, facts.customer.zone);
  const today = { today: calendar.zone.dayOf(at), currency: loaded.prepared.plan.currency };
  const segment = loaded.segmentOf(facts, today);
  const seen =
    segment === facts.customer.segment ? facts : { ...facts, customer: { ...facts.customer, segment } };
  return { prepared: loaded.prepared, facts: seen, at, calendar };
}
