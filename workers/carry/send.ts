/**
 * From `sending` to a fate: a line in the journal, fsynced, then the provider, then transaction two.
 * Whatever the process does in between, a delivery is never handed over twice.
 */
import type { PerformOutcome } from '../../schemas/index.ts';
import {
  abandonedDeliveries,
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

interface Fate {
  readonly status: DeliveryStatus;
  readonly providerId: string | null;
  readonly error: unknown;
  readonly outcome: PerformOutcome;
}

function fateOf(result: SendResult, delivery: string): Fate {
  switch (result.fate) {
    case 'sent':
      return {
        status: 'sent',
        providerId: result.providerId,
        error: null,
        outcome: { fate: 'done', delivery },
      };
    case 'captured':
      return { status: 'captured', providerId: null, error: null, outcome: { fate: 'done', delivery } };
    case 'failed':
      return {
        status: 'failed',
        providerId: null,
        error: result.problem,
        outcome: { fate: 'failed', problem: result.problem },
      };
    case 'uncertain':
      return {
        status: 'uncertain',
        providerId: null,
        error: result.problem,
        outcome: { fate: 'uncertain', delivery },
      };
  }
}

/** Transaction two: settles the delivery, answers its requests and tells their runs. */
export async function settle(
  carrier: Pick<Carrier, 'store' | 'clock'>,
  id: number,
  from: readonly DeliveryStatus[],
  fate: Fate,
): Promise<boolean> {
  const now = carrier.clock.now();
  return carrier.store.db.transaction().execute(async (tx) => {
    const { status, providerId, error, outcome } = fate;
    const moved = await settleDelivery(
      tx,
      { id, from, to: status, providerId, ...(error === null ? {} : { error }) },
      now,
    );
    if (!moved) return false;
    const requests = await requestsOfDeliveries(tx, [id]);
    await finishRequests(
      tx,
      requests.map(({ requestId }) => requestId),
      outcome,
    );
    await tellRuns(
      tx,
      requests.map(({ runId, command }) => ({
        run_id: runId,
        event_id: `p/${command}/${outcome.fate}/${id}`,
        event: { type: 'performed', command, outcome },
      })),
      now,
    );
    return true;
  });
}

/** Hands one email to the provider. Tries again by itself only what never left and may be retried. */
export async function sendEmail(carrier: Carrier, message: OutgoingEmail): Promise<void> {
  const { email, journal } = carrier;
  if (email === null) return;
  const line = { delivery: message.delivery, requests: [], messageId: message.messageId };
  await journal.append({ ...line, at: Date.now(), phase: 'sending' });
  const result = await email.send(message);
  if (result.fate !== 'captured') await journal.append({ ...line, at: Date.now(), phase: result.fate });
  await settle(carrier, Number(message.delivery), ['sending', 'uncertain'], fateOf(result, message.delivery));
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
