/**
 * From `sending` to a fate: a line in the journal, fsynced, then the provider, then transaction two.
 * Whatever the process does in between, a delivery is never handed over twice.
 */
import type { PerformOutcome, Problem } from '../../schemas/index.ts';
import {
  acceptLate,
  type DeliveredRequest,
  type DeliveryStatus,
  finishRequests,
  remarkOn,
  requestsAtHand,
  requestsOfDeliveries,
  settleDelivery,
  type Tx,
  tellRuns,
} from '../../store/index.ts';
import type { OutgoingEmail, SendResult } from '../channels/index.ts';
import { tellSending, tellSettled } from '../telemetry/index.ts';
import type { Carrier } from './carrier.ts';

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

export function fateOf(result: SendResult, delivery: string): Fate {
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
export async function settle(
  carrier: Pick<Carrier, 'store' | 'clock' | 'telemetry'>,
  id: number,
  from: readonly DeliveryStatus[],
  fate: Fate,
): Promise<boolean> {
  const now = carrier.clock.now();
  const answered = await carrier.store.db.transaction().execute(async (tx) => {
    const { status, providerId, error, outcomeFor } = fate;
    const change = { id, from, to: status, providerId, ...(error === null ? {} : { error }) };
    if (!(await settleDelivery(tx, change, now))) return null;
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
    return answers;
  });
  if (answered === null) return false;
  const told = answered.map(({ request: { channel }, outcome: { fate: told } }) => ({ channel, fate: told }));
  tellSettled(carrier.telemetry, String(id), fate.status, told);
  return true;
}

/** Hands one email to the provider. Nothing is handed over twice: a new try is a new delivery. */
export async function sendEmail(carrier: Carrier, message: OutgoingEmail): Promise<void> {
  const { email, journal } = carrier;
  if (email === null) return;
  const id = Number(message.delivery);
  const line = {
    ...{ delivery: message.delivery, messageId: message.messageId, channel: message.kind },
    requests: message.answers.map(({ request }) => request),
    abouts: message.answers.map(({ about }) => about),
  };
  const telling = await tellSending(carrier, { delivery: message.delivery, channel: message.kind });
  const noted = await journal.append({ ...line, at: Date.now(), phase: 'sending' }).then(
    () => true,
    () => false,
  );
  const result: SendResult = noted
    ? await email.send(message)
    : { fate: 'failed', problem: unnoted, retryable: true };
  telling.answered(result.fate);
  if (noted && result.fate !== 'captured') {
    await journal
      .append({ ...line, at: Date.now(), phase: result.fate })
      .catch(() => carrier.report(unnoted));
  }
  const settled = await insist(() =>
    settle(carrier, id, ['sending', 'uncertain'], fateOf(result, message.delivery)),
  );
  telling.end();
  if (!settled && result.fate === 'sent') await notePossibleDouble(carrier, id);
}

const unnoted = {
  code: 'journal-failed',
  message: 'the send journal could not be written; nothing is sent without it',
};

/** The store may be away for a moment; what the provider said must not be forgotten for that. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of [250, 1_000, 4_000, 16_000]) {
    try {
      return await work();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return work();
}

/** The provider had it after all, though a person had said that it was not sent. */
async function notePossibleDouble({ store, clock, report }: Carrier, id: number): Promise<void> {
  const error = {
    code: 'possible-double',
    message: 'accepted by the provider after it was resolved as not sent',
  };
  const change = { id, from: ['not-sent'], to: 'sent' } as const;
  const doubled = await store.db
    .transaction()
    .execute(
      async (tx) =>
        (await settleDelivery(tx, change, clock.now())) &&
        (await noteLate(tx, id, error)).madeAgainAs !== null,
    );
  if (doubled) report({ code: error.code, message: `delivery ${id}: ${error.message}` });
}

/** What became of a message that had counted as not sent, once it turns out that it was. */
export interface Late {
  /** The delivery that was made for it meanwhile; null where there is none. */
  readonly madeAgainAs: string | null;
  /** True where a run would have asked for it again, and now does not. */
  readonly isWithdrawn: boolean;
}

/** What was not yet sent again is withdrawn; what was is noted and shown as a possible double. */
export async function noteLate(tx: Tx, id: number, error: Problem): Promise<Late> {
  const requests = await requestsAtHand(tx, id);
  const alone = requests.filter(({ other }) => other === null);
  await acceptLate(
    tx,
    id,
    alone.map(({ requestId }) => requestId),
  );
  const again = requests.flatMap(({ other }) => other ?? []);
  if (again.length > 0) await remarkOn(tx, id, error);
  const madeAgainAs = again.length === 0 ? null : String(Math.max(...again));
  return { madeAgainAs, isWithdrawn: alone.some(({ isWanted }) => isWanted) };
}
