import { isContact, type PerformOutcome } from '../../schemas/index.ts';
import { addDuration, closeOf } from '../calendar/index.ts';
import { type Arbitration, arbitrate, arbitrateAlone, compareRequests } from './arbitrate.ts';
import type { MailRequest } from './request.ts';
import { deferred, screen } from './screen.ts';

/** A customer's mailbox as the arbiter finds it, under that customer's lock. */
export interface Mailbox {
  /** Instants of the contacts so far that count towards a cap. */
  readonly contacts: readonly number[];
  /** Slots not yet arbitrated. */
  readonly slots: readonly { readonly id: string; readonly endsAt: number }[];
  /** Requests that wait in those slots. */
  readonly waiting: readonly MailRequest[];
  /** How many runs of this customer are under way. */
  readonly runs: number;
}

export interface Reception extends Arbitration {
  /** Requests that joined a slot, by key; `new` is the one that this reception opens. */
  readonly joined: ReadonlyMap<string, string>;
  readonly opened: { readonly endsAt: number } | null;
  /** Slots that are over. */
  readonly closed: readonly string[];
}

export const newSlot = 'new';

/** A customer with one running invoice, or a flow with neither grouping nor cap, needs no slot. */
function collects(request: MailRequest, runs: number): boolean {
  const { prepared } = request.context;
  const matters = prepared.cap !== null || prepared.plan.policies.grouping === 'customer';
  return isContact(request.step) && prepared.slot !== null && matters && runs > 1;
}

/** A slot ends before the window closes, by as much as a wake may be late and still count as planned. */
const margin = 60_000;

/** The slot ends after its length, at the latest a minute before the window closes. */
function slotEnd(request: MailRequest): number {
  const { prepared, calendar, at } = request.context;
  const end = prepared.slot === null ? at : addDuration(at, prepared.slot, calendar);
  const close = closeOf(prepared.window, calendar, at);
  return close === null ? end : Math.min(end, Math.max(at, close - margin));
}

/**
 * What `receive` answers where a single request is asked that no slot concerns, without the sets that
 * several need. Null where it leaves now, undefined where it does not stand alone.
 */
export function receiveAlone(
  request: MailRequest,
  mailbox: Pick<Mailbox, 'contacts' | 'runs'>,
): PerformOutcome | null | undefined {
  if (request.slot !== null || collects(request, mailbox.runs)) return undefined;
  return arbitrateAlone(request, mailbox.contacts);
}

/**
 * Takes in what a customer's runs ask at one moment. Requests join or open a slot, or, when theirs is
 * over, are arbitrated together with all that waits in slots that are over. What needs no slot is
 * arbitrated at once; what is asked at the same moment is one lot.
 */
export function receive(asked: readonly MailRequest[], mailbox: Mailbox): Reception {
  const at = asked[0]?.context.at ?? 0;
  const over = mailbox.slots.filter(({ endsAt }) => endsAt <= at).map(({ id }) => id);
  const answers = new Map<string, PerformOutcome>();
  const joined = new Map<string, string>();
  const lot: MailRequest[] = [];
  let open = mailbox.slots.find(({ endsAt }) => endsAt > at) ?? null;
  let opened: Reception['opened'] = null;
  let arbitrates = false;
  for (const request of [...asked].sort(compareRequests)) {
    const screened = screen(request);
    if (screened !== null) {
      answers.set(request.key, screened);
    } else if (request.slot !== null && over.includes(request.slot)) {
      arbitrates = true;
      lot.push(request);
    } else if (!collects(request, mailbox.runs) || (open === null && slotEnd(request) <= at)) {
      lot.push(request);
    } else {
      if (open === null) {
        opened = { endsAt: slotEnd(request) };
        open = { id: newSlot, endsAt: opened.endsAt };
      }
      const waits = deferred(request, open.endsAt, 'slot');
      answers.set(request.key, waits);
      if (waits.fate === 'deferred') joined.set(request.key, open.id);
    }
  }
  if (arbitrates) {
    const here = new Set(asked.map(({ key }) => key));
    for (const request of mailbox.waiting) {
      if (request.slot !== null && over.includes(request.slot) && !here.has(request.key)) lot.push(request);
    }
  }
  const arbitration = arbitrate(lot, mailbox.contacts);
  for (const [key, outcome] of arbitration.answers) answers.set(key, outcome);
  return { groups: arbitration.groups, answers, joined, opened, closed: arbitrates ? over : [] };
}
