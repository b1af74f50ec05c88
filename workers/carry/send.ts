/**
 * From `sending` to a fate: a line in the journal, fsynced, then the provider, then transaction two.
 * Whatever the process does in between, a delivery is never handed over twice.
 */
import type { PerformOutcome, Problem } from '../../schemas/index.ts';
import {
  abandonedDeliveries,
  type DeliveredRequest,
  type DeliveryStatus,
  finishRequests,
  requestsOfDeliveries,
  settleDelivery,
  tellRuns,
} from '../../store/index.ts';
import type { OutgoingEmail, SendResult } from '../channels/index.ts';
import { readJournal } from '../journal/index.ts';
import type { Carrier } from './carrier.ts';

/** A sender that says nothing for so long, in milliseconds, is gone: twice a provider's longest answer. */
const abandonedAfter = 10 * 60_000;

/** Pause before a message that never left is tried again, in milliseconds: doubled each time. */
const firstPause = 60_000;
const longestPause = 3_600_000;
/** For how long it is tried before a person must look. */
const retryAtMost = 3 * 86_400_000;

interface Fate {
  readonly status: DeliveryStatus;
  readonly providerId: string | null;
  readonly error: unknown;
  readonly outcomeFor: (request: DeliveredRequest, now: number) => PerformOutcome;
}

/** A provider that is down is tried again later and never quite at the same moment; other faults hold. */
function failure(problem: Problem, retryable: boolean): Fate['outcomeFor'] {
  return ({ deliveryId, failures, since }, now) => {
    if (!retryable || now - since > retryAtMost) return { fate: 'failed', problem };
    const pause = Math.min(longestPause, firstPause * 2 ** Math.max(0, failures - 1));
    return {
      fate: 'deferred',
      until: now + Math.round(pause * (1 + (deliveryId % 10) / 20)),
      why: 'provider',
    };
  };
}

function fateOf(result: SendResult, delivery: string): Fate {
  const done = () => ({ fate: 'done', delivery }) as const;
  switch (result.fate) {
    case 'sent': {
      const error =
        result.refused.length === 0 ? null : { code: 'recipients-refused', refused: result.refused };
      return { status: 'sent', providerId: result.providerId, error, outcomeFor: done };
    }
    case 'captured':
      return { status: 'captured', providerId: null, error: null, outcomeFor: done };
    case 'failed': {
      const { problem, retryable } = result;
      return { status: 'failed', providerId: null, error: problem, outcomeFor: failure(problem, retryable) };
    }
    case 'uncertain': {
      const outcomeFor = () => ({ fate: 'uncertain', delivery }) as const;
      return { status: 'uncertain', providerId: null, error: result.problem, outcomeFor };
    }
  }
}

/** Transaction two: settles the delivery, answers its requests and tells their runs. */
async function settle(
  carrier: Pick<Carrier, 'store' | 'clock'>,
  id: number,
  from: readonly DeliveryStatus[],
  fate: Fate,
): Promise<boolean> {
  const now = carrier.clock.now();
  return carrier.store.db.transaction().execute(async (tx) => {
    const { status, providerId, error, outcomeFor } = fate;
    const change = { id, from, to: status, providerId, ...(error === null ? {} : { error }) };
    if (!(await settleDelivery(tx, change, now))) return false;
    const requests = await requestsOfDeliveries(tx, [id]);
    const answers = requests.map((request) => ({ request, outcome: outcomeFor(request, now) }));
    await finishRequests(
      tx,
      answers.map(({ request, outcome }) => ({ id: request.requestId, outcome })),
    );
    await tellRuns(
      tx,
      answers.map(({ request: { runId, command }, outcome }) => ({
        run_id: runId,
        event_id: `p/${command}/${outcome.fate}/${id}`,
        event: { type: 'performed', command, outcome },
      })),
      now,
    );
    return true;
  });
}

/** Hands one email to the provider. Nothing is handed over twice: a new try is a new delivery. */
export async function sendEmail(carrier: Carrier, message: OutgoingEmail): Promise<void> {
  const { email, journal } = carrier;
  if (email === null) return;
  const line = { delivery: message.delivery, requests: [], messageId: message.messageId };
  await journal.append({ ...line, at: Date.now(), phase: 'sending' });
  const result = await email.send(message);
  if (result.fate !== 'captured') await journal.append({ ...line, at: Date.now(), phase: result.fate });
  const id = Number(message.delivery);
  const settled = await settle(carrier, id, ['sending', 'uncertain'], fateOf(result, message.delivery));
  if (!settled && result.fate === 'sent') await notePossibleDouble(carrier, id);
}

/** The provider had it after all, though a person had said that it was not sent: shown, not undone. */
async function notePossibleDouble({ store, clock, report }: Carrier, id: number): Promise<void> {
  const error = {
    code: 'possible-double',
    message: 'accepted by the provider after it was resolved as not sent',
  };
  const change = { id, from: ['not-sent'], to: 'sent', error } as const;
  const doubled = await store.db.transaction().execute((tx) => settleDelivery(tx, change, clock.now()));
  if (doubled) report({ code: error.code, message: `delivery ${id}: ${error.message}` });
}

/**
 * Finds deliveries whose sender is gone. The journal knows those that the provider had accepted; of
 * the others nobody knows, and a person or a receipt decides.
 *
 * @param alone True where no other process can be sending: then none needs to be waited for.
 */
export async function recoverDeliveries(
  carrier: Carrier,
  journalPath: string,
  alone: boolean,
): Promise<number> {
  const before = alone ? Number.MAX_SAFE_INTEGER : Date.now() - abandonedAfter;
  const abandoned = await abandonedDeliveries(carrier.store.db, before);
  if (abandoned.length === 0) return 0;
  const known = new Map<string, SendResult['fate']>();
  for await (const line of readJournal(journalPath)) {
    if (line.phase !== 'sending' && line.messageId !== null) known.set(line.messageId, line.phase);
  }
  for (const { id, messageId } of abandoned) {
    const fate = messageId === null ? undefined : known.get(messageId);
    const delivery = String(id);
    const lost = { code: 'sender-gone', message: 'the process ended while this message was being sent' };
    const result: SendResult =
      fate === 'sent'
        ? { fate, providerId: '', refused: [] }
        : fate === 'failed'
          ? { fate, problem: lost, retryable: true }
          : { fate: 'uncertain', problem: lost };
    await settle(carrier, id, ['sending'], fateOf(result, delivery));
  }
  return abandoned.length;
}
