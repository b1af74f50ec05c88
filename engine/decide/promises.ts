/** A promise to pay: which one counts, which of its dates is next, and how long it may delay. */
import type { InvoiceFacts, PromiseFacts } from '../../schemas/index.ts';
import { addDuration, nextOpening, openingMinute, parseDay } from '../calendar/index.ts';
import type { Context } from './context.ts';

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

/**
 * The latest instant to which a promise may delay its invoice: what earlier ones have delayed it counts, the
 * time between them does not.
 */
export function promiseLimit(promise: PromiseFacts, context: Context): number {
  const { facts, prepared, calendar } = context;
  const limitOf = ({ recordedAt }: PromiseFacts, delayed: number) =>
    addDuration(recordedAt - delayed, prepared.promiseAtMost, calendar);
  const earlier = facts.promises
    .filter((one) => one.id !== promise.id && one.recordedAt <= promise.recordedAt)
    .toSorted((one, other) => one.recordedAt - other.recordedAt);
  let delayed = 0;
  for (const [index, one] of earlier.entries()) {
    const replaced = (earlier[index + 1] ?? promise).recordedAt;
    const end = Math.min(endOf(one, context), limitOf(one, delayed), replaced);
    delayed += Math.max(0, end - one.recordedAt);
  }
  return limitOf(promise, delayed);
}

/** When a promise stopped holding: payments had covered all its parts, or a date was judged and they had not. */
function endOf(promise: PromiseFacts, context: Context): number {
  const payments = context.facts.payments
    .filter(({ recordedAt }) => recordedAt >= promise.recordedAt)
    .toSorted((one, other) => one.recordedAt - other.recordedAt);
  let owed = 0;
  let covered = promise.recordedAt;
  for (const part of promise.parts) {
    owed += part.amount;
    const judged = judgedAt(part.on, context);
    let paid = 0;
    const enough = payments.find(({ amount, recordedAt }) => {
      paid += amount;
      return recordedAt < judged && paid >= owed;
    });
    if (enough === undefined) return judged;
    covered = Math.max(covered, enough.recordedAt);
  }
  return covered;
}
