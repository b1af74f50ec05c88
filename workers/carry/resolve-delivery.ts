/**
 * A person says what became of a delivery. It goes into the journal first, so that a restored store
 * learns of it too.
 */
import {
  type Deed,
  type DeliveryStatus,
  finishRequests,
  type InboxRow,
  requestsOfDeliveries,
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

/**
 * Sent: its requests are done. Not sent: they are asked again and make a new delivery. Sent after all,
 * when it had counted as not sent: where no other one has left meanwhile, none is made; else it is a possible
 * double, noted and shown.
 *
 * @returns Null where somebody else has resolved it meanwhile.
 */
export async function resolveDelivery(
  { store, journal, clock }: Pick<Carrier, 'store' | 'journal' | 'clock'>,
  { delivery: id, messageId, from, fate }: Resolution,
  deed: Deed,
): Promise<{ readonly possibleDouble: boolean } | null> {
  const isLate = from === 'not-sent';
  const phase = fate === 'sent' ? 'sent' : 'failed';
  await journal.append({ delivery: String(id), requests: [], messageId, at: Date.now(), phase });
  return store.db.transaction().execute(async (tx) => {
    const change = { id, from: [from], to: fate, by: deed.actor } as const;
    if (!(await settleDelivery(tx, change, deed.at))) return null;
    const possibleDouble = isLate && (await noteLate(tx, id, double));
    if (!isLate) await tellRequests(tx, id, fate, clock.now());
    const what = isLate ? 'resolved as sent after all' : `resolved as ${fate}`;
    await writeAudit(tx, deed, { what, object: `delivery ${id}`, why: deed.why ?? null });
    return { possibleDouble };
  });
}

const double = { code: 'possible-double', message: 'sent after it had counted as not sent' };

async function tellRequests(tx: Tx, id: number, fate: Resolution['fate'], at: number): Promise<void> {
  const delivery = String(id);
  const requests = await requestsOfDeliveries(tx, [id]);
  const problem = { code: 'not-sent', message: 'a person found that this message had not been sent' };
  await finishRequests(
    tx,
    requests.map(({ requestId }) => ({
      id: requestId,
      outcome: fate === 'sent' ? { fate: 'done', delivery } : { fate: 'failed', problem },
    })),
  );
  const told = requests.map(({ runId }): InboxRow => {
    const eventId = `resolve/${id}/${fate}`;
    return {
      run_id: runId,
      event_id: eventId,
      event: { type: 'ordered', id: eventId, at, order: 'resolve', delivery, fate },
    };
  });
  await tellRuns(tx, told, at);
}
