import type { Answer } from '../../schemas/index.ts';
import { addDuration } from '../calendar/index.ts';
import { type Context, problem } from './context.ts';
import { isCovered } from './covered.ts';
import { settledBy } from './holds.ts';
import { firstUnmet, judgedAt, promiseLimit } from './promises.ts';

/** True while the ledger is older than the flow allows; a ledger that never goes stale is always fresh. */
export function isStale(context: Context): boolean {
  const { facts, prepared, calendar, at } = context;
  return facts.refreshedAt !== null && addDuration(facts.refreshedAt, prepared.freshness, calendar) < at;
}

/**
 * Whether the promise was kept, by the payments recorded since. Paid in part is broken for the rest;
 * while data are stale, or a receipt on account covers it, it is asked again the next day, and beyond the
 * limit a person decides.
 */
export function wasKept(id: string, context: Context): Answer {
  const { facts, at, calendar } = context;
  const promise = facts.promises.find((one) => one.id === id);
  if (promise === undefined || settledBy(facts) !== null) return { ask: 'kept', fate: 'kept' };
  if (promise.fate === 'kept' || promise.fate === 'replaced') return { ask: 'kept', fate: 'kept' };
  if (promise.fate === 'broken') return { ask: 'kept', fate: 'broken' };
  const part = firstUnmet(promise, facts);
  if (part === undefined) return { ask: 'kept', fate: 'kept' };
  const tomorrow = addDuration(at, { amount: 1, unit: 'day' }, calendar);
  const judged = judgedAt(part.on, context);
  if (judged > at || isCovered(context)) {
    const limit = promiseLimit(promise, context);
    const until = judged > at ? judged : tomorrow;
    if (limit > at) return { ask: 'kept', fate: 'until', until: Math.min(until, limit) };
    return {
      ask: 'kept',
      ...problem(
        'promise-limit',
        `promises delay invoice ${facts.invoice.number} longer than the flow allows; decide how to go on`,
      ),
    };
  }
  if (isStale(context)) {
    return { ask: 'kept', fate: 'until', until: tomorrow };
  }
  return { ask: 'kept', fate: 'broken' };
}
