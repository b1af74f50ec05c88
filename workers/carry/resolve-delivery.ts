/**
 * A person says what became of a delivery. It goes into the journal first, so that a restored store
 * learns of it too.
 */
import type { PerformOutcome } from '../../schemas/index.ts';
import {
  closeUncertain,
  type Deed,
  type DeliveryStatus,
  finishRequests,
  type InboxRow,
  type RequestAtHand,
  requestsAtHand,
  settleDelivery,
  type Tx,
  tellRuns,
  writeAudit,
} from '../../store/index.ts';
import type { Carrier } from './carrier.ts';
import { noteLate } from './send.ts';

export interface Resolution {
  readonly delivery: number;
  readonly messageId: string | null;
  /** `not-sent` where a person had said so before. */
  readonly from: Extract<DeliveryStatus, 'uncertain' | 'not-sent'>;
  readonly fate: 'sent' | 'not-sent';
}

/** What follows from it, for whoever said it. */
export interface Resolved {
  /** Sent after all: the delivery that was made for it meanwhile. */
  readonly madeAgainAs: string | null;
  /** Sent after all: a run would have asked for it again, and does not. */
  readonly isWithdrawn: boolean;
  /** Not sent: another delivery by which all its requests are done. */
  readonly doneBy: string | null;
}

/**
 * Sent: its requests are done. Not sent: those that no other delivery has done are asked again and make a
 * new one. Sent after all, when it had counted as not sent: where no other one has left meanwhile, none is
 * made; else it is a possible double, noted and shown.
 *
 * @returns Null where somebody else has resolved it meanwhile.
 */
export async function resolveDelivery(
  { store, journal, clock }: Pick<Carrier, 'store' | 'journal' | 'clock'>,
  { delivery: id, messageId, from, fate }: Resolution,
  deed: Deed,
): Promise<Resolved | null> {
  const isLate = from === 'not-sent';
  const phase = fate === 'sent' ? 'sent' : 'failed';
  await journal.append({ delivery: String(id), requests: [], messageId, at: Date.now(), phase });
  return store.db.transaction().execute(async (tx) => {
    const change = { id, from: [from], to: fate, by: deed.actor } as const;
    if (!(await settleDelivery(tx, change, deed.at))) return null;
    const late = isLate ? await noteLate(tx, id, double) : { madeAgainAs: null, isWithdrawn: false };
    const doneBy = isLate ? null : await tellRequests(tx, id, fate, clock.now());
    const what = isLate ? 'resolved as sent after all' : `resolved as ${fate}`;
    await writeAudit(tx, deed, { what, object: `delivery ${id}`, why: deed.why ?? null });
    return { ...late, doneBy };
  });
}

const double = { code: 'possible-double', message: 'sent after it had counted as not sent' };
const notSent = { code: 'not-sent', message: 'a person found that this message had not been sent' };

async function tellRequests(
  tx: Tx,
  id: number,
  fate: Resolution['fate'],
  at: number,
): Promise<Resolved['doneBy']> {
  const delivery = String(id);
  const requests = await requestsAtHand(tx, id);
  const outcomeOf = ({ otherLeft }: RequestAtHand): PerformOutcome => {
    if (fate === 'sent') return { fate: 'done', delivery };
    if (otherLeft !== null) return { fate: 'done', delivery: String(otherLeft) };
    return { fate: 'failed', problem: notSent };
  };
  await finishRequests(
    tx,
    requests.map((request) => ({ id: request.requestId, outcome: outcomeOf(request) })),
  );
  await closeUncertain(tx, { runs: requests.map(({ runId }) => runId), delivery }, at);
  const told = requests.map(({ runId }): InboxRow => {
    const eventId = `resolve/${id}/${fate}`;
    return {
      run_id: runId,
      event_id: eventId,
      event: { type: 'ordered', id: eventId, at, order: 'resolve', delivery, fate },
    };
  });
  await tellRuns(tx, told, at);
  if (fate === 'sent' || requests.some(({ otherLeft }) => otherLeft === null)) return null;
  const by = requests.at(-1)?.otherLeft ?? null;
  return by === null ? null : String(by);
}
