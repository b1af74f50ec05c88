import { type Hold, isContact, type PerformOutcome, type Step } from '../../schemas/index.ts';
import { addDuration, isOpen, parseDay, spread } from '../calendar/index.ts';
import { isCovered, isStale, settledBy, spreadOpening, standingHolds } from '../decide/index.ts';
import { recipientOf } from './recipients.ts';
import type { MailRequest } from './request.ts';
import { treatments } from './treatment.ts';

/** A deferral that ends at the latest where the flow says that a person must look. */
export function deferred(
  request: MailRequest,
  until: number | null,
  why: string,
  orRefreshed = false,
): PerformOutcome {
  const { context, perform } = request;
  const bound = addDuration(perform.since, context.prepared.deferAtMost, context.calendar);
  if (until === null || context.at >= bound) {
    const reason = `"${perform.step}" has been put off for too long (${why}); resume the run to try again, or skip the step`;
    return { fate: 'failed', problem: { code: 'deferred-too-long', message: reason } };
  }
  const capped = Math.min(until, bound);
  return orRefreshed
    ? { fate: 'deferred', until: capped, why, orRefreshed }
    : { fate: 'deferred', until: capped, why };
}

/** Why a contact will never be sent although something is owed, by the rules of a late start. */
function voidByLateStart(request: MailRequest): string | null {
  const { perform, step, context } = request;
  if (perform.planned === null) return null;
  const { zone } = context.calendar;
  const today = zone.dayOf(context.at);
  const planned = zone.dayOf(perform.planned);
  if (planned >= today) return null;
  const { dueOn } = context.facts.invoice;
  const due = dueOn === null ? null : parseDay(dueOn);
  const prevents = isContact(step) && step.tone === 'prevention';
  if (due !== null && today > due && (planned < due || (prevents && planned === due)))
    return 'meant-before-due';
  const skips = context.prepared.plan.policies.lateStart === 'skip' && perform.late;
  if (!skips || !isContact(step)) return null;
  const soft = step.tone === 'prevention' || step.tone === 'courtesy';
  return soft && !context.prepared.lastBeforeFormal.has(step.id) ? 'late-start' : null;
}

/** A promise whose day has come is judged by the run; unkept or beyond the limit it stops nothing more. */
function isOver({ cause, until }: Hold, at: number): boolean {
  return cause === 'promise' && until !== null && until <= at;
}

/** True where the step goes on despite all these holds. */
function isUnmoved(step: Step, holds: readonly Hold[]): boolean {
  const despite = 'despite' in step ? (step.despite ?? []) : [];
  return holds.every(
    ({ cause }) =>
      (cause === 'promise' && despite.includes('promised')) ||
      (cause === 'dispute' && despite.includes('disputed')),
  );
}

/** What stops work about a debt: nothing owed, too little, a hold, a moment that has passed. */
function screenWork(request: MailRequest): PerformOutcome | null {
  const { context, step } = request;
  const { facts, prepared } = context;
  const settled = settledBy(facts);
  if (settled !== null) return { fate: 'void', why: settled };
  if (facts.invoice.open < prepared.floor) return { fate: 'void', why: 'below-floor' };
  const standing = standingHolds(context);
  const holds = standing.length === 0 ? standing : standing.filter((hold) => !isOver(hold, context.at));
  if (holds.length > 0 && !isUnmoved(step, holds)) return { fate: 'blocked', holds };
  const why = voidByLateStart(request);
  return why === null ? null : { fate: 'void', why };
}

/** What stops a contact beyond that: no address, credits to allocate, old data, a closed window. */
function screenContact(request: MailRequest): PerformOutcome | null {
  const { context, step } = request;
  const { facts, prepared, calendar, at } = context;
  if (recipientOf(step, facts) === undefined) return { fate: 'unreachable' };
  if (isStale(context)) return deferred(request, Number.MAX_SAFE_INTEGER, 'stale-data', true);
  if (isCovered(context)) {
    const tomorrow = addDuration(at, { amount: 1, unit: 'day' }, calendar);
    return deferred(request, spreadOpening(context, tomorrow), 'credits-cover', true);
  }
  if (isOpen(prepared.window, calendar, at))
    return request.perform.refreshed === true ? spreadOut(request) : null;
  return deferred(request, spreadOpening(context, at), 'window-closed');
}

/**
 * New data let everybody go at one instant who had waited for them: each goes at the customer's share
 * of the spread from then on. Null for the first.
 */
function spreadOut(request: MailRequest): PerformOutcome | null {
  const { facts, prepared, calendar, at } = request.context;
  const put = at + spread(facts.customer.number, prepared.spread);
  if (put === at) return null;
  const until = isOpen(prepared.window, calendar, put) ? put : spreadOpening(request.context, put);
  return deferred(request, until, 'spread');
}

/**
 * Reads a request again at this moment. Null where nothing stands in its way but other messages to
 * the same customer.
 */
export function screen(request: MailRequest): PerformOutcome | null {
  switch (treatments[request.step.kind]) {
    case 'none':
      return null;
    case 'owed': {
      const settled = settledBy(request.context.facts);
      return settled === null ? null : { fate: 'void', why: settled };
    }
    case 'work':
      return screenWork(request);
    case 'contact':
      return screenWork(request) ?? screenContact(request);
  }
}
