import type { Answer, Hold, InvoiceFacts } from '../../schemas/index.ts';
import type { Context } from './context.ts';
import { firstUnmet, judgedAt, openPromise, promiseLimit } from './promises.ts';

/** Why nothing is owed any more; null while something is. */
export function settledBy(facts: InvoiceFacts): 'paid' | 'credited' | 'written-off' | null {
  if (facts.invoice.writtenOff) return 'written-off';
  return facts.invoice.open > 0 ? null : (facts.invoice.settledBy ?? 'paid');
}

function promiseHold(context: Context): Hold | undefined {
  const promise = openPromise(context.facts);
  const part = promise === undefined ? undefined : firstUnmet(promise, context.facts);
  if (promise === undefined || part === undefined) return undefined;
  const until = Math.min(judgedAt(part.on, context), promiseLimit(promise, context));
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
