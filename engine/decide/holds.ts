import type { Answer, Hold, InvoiceFacts, PromiseFacts } from '../../schemas/index.ts';
import { addDuration, nextOpening, openingMinute, parseDay } from '../calendar/index.ts';
import type { Context } from './context.ts';

/** Why nothing is owed any more; null while something is. */
export function settledBy(facts: InvoiceFacts): 'paid' | 'credited' | 'written-off' | null {
  if (facts.invoice.writtenOff) return 'written-off';
  return facts.invoice.open > 0 ? null : (facts.invoice.settledBy ?? 'paid');
}

/** The open promise that counts: the newest. */
export function openPromise(facts: InvoiceFacts): PromiseFacts | undefined {
  let newest: PromiseFacts | undefined;
  for (const promise of facts.promises) {
    if (promise.fate === 'open' && (newest === undefined || promise.recordedAt >= newest.recordedAt))
      newest = promise;
  }
  return newest;
}

/** What has been paid since the promise was recorded, in minor units. */
function paidSince(facts: InvoiceFacts, since: number): number {
  return facts.payments.reduce(
    (sum, payment) => (payment.recordedAt >= since ? sum + payment.amount : sum),
    0,
  );
}

/** The first part that payments do not cover yet; undefined where the promise is kept. */
export function firstUnmet(
  promise: PromiseFacts,
  facts: InvoiceFacts,
): PromiseFacts['parts'][number] | undefined {
  const paid = paidSince(facts, promise.recordedAt);
  let owed = 0;
  return promise.parts.find((part) => {
    owed += part.amount;
    return owed > paid;
  });
}

/** When a promised date is judged: the first opening after the grace days have passed in full. */
export function judgedAt(on: string, context: Context): number {
  const { prepared, calendar, at } = context;
  const day = parseDay(on);
  if (day === null) return at;
  const graceEnd =
    calendar.zone.dayOf(addDuration(calendar.zone.instantOf(day, 720), prepared.grace, calendar)) + 1;
  const instant = calendar.zone.instantOf(graceEnd, openingMinute(prepared.window));
  return nextOpening(prepared.window, calendar, instant) ?? instant;
}

/** The latest instant to which promises may delay this invoice, all of them together. */
export function promiseLimit(context: Context): number {
  const first = Math.min(...context.facts.promises.map((promise) => promise.recordedAt));
  return addDuration(first, context.prepared.promiseAtMost, context.calendar);
}

function promiseHold(context: Context): Hold | undefined {
  const promise = openPromise(context.facts);
  const part = promise === undefined ? undefined : firstUnmet(promise, context.facts);
  if (promise === undefined || part === undefined) return undefined;
  const until = Math.min(judgedAt(part.on, context), promiseLimit(context));
  return { cause: 'promise', object: promise.id, until };
}

function lasts(until: number | null, at: number): boolean {
  return until === null || until > at;
}

const none: readonly Hold[] = [];

/** The holds that the facts demand at this moment, in a fixed order. */
export function standingHolds(context: Context): readonly Hold[] {
  const { facts, at } = context;
  const { customer, invoice } = facts;
  const holds: Hold[] = [];
  for (const dispute of facts.disputes) {
    if (dispute.closedAt === null) holds.push({ cause: 'dispute', object: dispute.id, until: null });
  }
  const promise = facts.promises.length === 0 ? undefined : promiseHold(context);
  if (promise !== undefined) holds.push(promise);
  if (invoice.tags.length + customer.tags.length > 0) {
    for (const tag of Object.keys(context.prepared.plan.interrupts.tags)) {
      if (invoice.tags.includes(tag) || customer.tags.includes(tag))
        holds.push({ cause: 'tag', object: tag, until: null });
    }
  }
  if (customer.excluded !== null && lasts(customer.excluded.until, at)) {
    holds.push({ cause: 'excluded', object: '', until: customer.excluded.until });
  }
  for (const hold of facts.holds) {
    if (lasts(hold.until, at)) holds.push({ cause: 'hold', object: hold.id, until: hold.until });
  }
  if (facts.paused) holds.push({ cause: 'pause', object: '', until: null });
  return holds.length === 0 ? none : holds;
}

export function whichHolds(context: Context): Answer {
  return {
    ask: 'holds',
    settled: settledBy(context.facts),
    insolvent: context.facts.customer.insolvent,
    holds: standingHolds(context),
  };
}
