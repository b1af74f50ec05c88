import {
  type ContactStep,
  isContact,
  isFormal,
  type PerformOutcome,
  rankOfTone,
} from '../../schemas/index.ts';
import { putOff } from './place.ts';
import { recipientOf } from './recipients.ts';
import type { MailRequest } from './request.ts';
import { deferred, screen } from './screen.ts';

/** One message that leaves: the lead's text, for the invoices of all members. */
export interface Group {
  /** The request whose message is sent: the one with the highest tone. */
  readonly lead: string;
  /** Keys of all its requests, the lead first. */
  readonly members: readonly string[];
}

export interface Arbitration {
  readonly groups: readonly Group[];
  /** Requests that do not leave now, by key. */
  readonly answers: ReadonlyMap<string, PerformOutcome>;
}

function rank(request: MailRequest): number {
  return isContact(request.step) ? rankOfTone(request.step.tone) : -1;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The fixed order: hardest tone, oldest plan, largest amount, then number and step. */
export function compareRequests(a: MailRequest, b: MailRequest): number {
  return (
    rank(b) - rank(a) ||
    (a.perform.planned ?? a.perform.at) - (b.perform.planned ?? b.perform.at) ||
    b.context.facts.invoice.open - a.context.facts.invoice.open ||
    compareText(a.context.facts.invoice.number, b.context.facts.invoice.number) ||
    a.context.facts.invoice.instalment - b.context.facts.invoice.instalment ||
    compareText(a.step.id, b.step.id)
  );
}

/** What must be equal for two requests to share one message; null for one that goes alone. */
function groupKey(request: MailRequest, step: ContactStep): string | null {
  const { policies } = request.context.prepared.plan;
  if (policies.grouping === 'invoice' || (policies.formalAlone && isFormal(step.tone))) return null;
  const recipient = recipientOf(step, request.context.facts);
  const { language } = request.context.facts.customer;
  const { currency } = request.context.facts.invoice;
  return [step.kind, recipient?.id ?? '', recipient?.language ?? language, policies.window, currency].join(
    '\n',
  );
}

/**
 * What becomes of a request that no other competes with: read again, then cap and gap. Null where it
 * leaves now.
 */
export function arbitrateAlone(request: MailRequest, contacts: readonly number[]): PerformOutcome | null {
  const screened = screen(request);
  if (screened !== null || !isContact(request.step)) return screened;
  const put = putOff(request, contacts);
  return put === null ? null : deferred(request, put.until, put.why);
}

/**
 * Arbitrates once between all requests to one customer: each is read again, then the hardest tone goes
 * first; who finds no place under cap or gap is put off to the day on which there is one.
 *
 * @param contacts Instants (epoch milliseconds) of the customer's contacts so far, over all runs;
 *   captured and uncertain ones count, tasks do not.
 */
export function arbitrate(requests: readonly MailRequest[], contacts: readonly number[]): Arbitration {
  const answers = new Map<string, PerformOutcome>();
  const groups: { lead: string; members: string[]; key: string | null }[] = [];
  const taken = [...contacts];
  for (const request of [...requests].sort(compareRequests)) {
    const screened = screen(request);
    if (screened !== null) {
      answers.set(request.key, screened);
      continue;
    }
    const key = isContact(request.step) ? groupKey(request, request.step) : null;
    const group = key === null ? undefined : groups.find((one) => one.key === key);
    if (group !== undefined) {
      group.members.push(request.key);
      continue;
    }
    const put = isContact(request.step) ? putOff(request, taken) : null;
    if (put !== null) {
      answers.set(request.key, deferred(request, put.until, put.why));
      continue;
    }
    if (isContact(request.step)) taken.push(request.context.at);
    groups.push({ lead: request.key, members: [request.key], key });
  }
  return { groups: groups.map(({ lead, members }) => ({ lead, members })), answers };
}
