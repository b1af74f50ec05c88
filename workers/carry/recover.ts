/**
 * Deliveries whose sender died. The journal tells what it had in hand: a line is on disk before the
 * provider is called, and another when it has answered.
 */
import { abandonedDeliveries, newestSettled, reopenRequests } from '../../store/index.ts';
import type { SendResult } from '../channels/index.ts';
import { readJournal, type SendPhase } from '../journal/index.ts';
import type { Carrier } from './carrier.ts';
import { fateOf, settle } from './send.ts';

/** A sender that says nothing for so long, in milliseconds, is gone: several times a provider's longest answer. */
const abandonedAfter = 10 * 60_000;

const gone = { code: 'sender-gone', message: 'the process ended while this message was being sent' };
const never = { code: 'sender-gone', message: 'the process ended before this message was handed over' };

/**
 * Finds abandoned deliveries and says what is known of each: accepted or refused by the provider, never
 * handed over (then the mailroom is asked again, as if it had just been), or, of all others, nothing: `uncertain`.
 *
 * @param alone True where no other process can be sending: then none needs to be waited for, and the
 *   journal beside the store is all there is.
 */
export async function recoverDeliveries(
  carrier: Carrier,
  journalPath: string,
  alone: boolean,
): Promise<number> {
  const { db } = carrier.store;
  const abandoned = await abandonedDeliveries(
    db,
    alone ? Number.MAX_SAFE_INTEGER : Date.now() - abandonedAfter,
  );
  if (abandoned.length === 0) return 0;
  const known = await readPhases(journalPath);
  const isWhole = alone && (await isContinuous(db, known));
  for (const { id, messageId } of abandoned) {
    const phase = messageId === null ? undefined : known.get(messageId);
    if (phase === undefined && isWhole) await reopenRequests(db, id, never);
    else await settle(carrier, id, ['sending'], fateOf(resultOf(phase), String(id)));
  }
  return abandoned.length;
}

/** The last thing that the journal says of each message. */
async function readPhases(journalPath: string): Promise<ReadonlyMap<string, SendPhase>> {
  const phases = new Map<string, SendPhase>();
  for await (const { messageId, phase } of readJournal(journalPath)) {
    if (messageId !== null) phases.set(messageId, phase);
  }
  return phases;
}

/** True where this is the journal that the store was written beside, and not one begun anew since. */
async function isContinuous(
  db: Carrier['store']['db'],
  known: ReadonlyMap<string, SendPhase>,
): Promise<boolean> {
  const newest = await newestSettled(db);
  return newest === null ? known.size > 0 : known.has(newest);
}

function resultOf(phase: SendPhase | undefined): SendResult {
  if (phase === 'sent') return { fate: 'sent', providerId: '', refused: [] };
  if (phase === 'failed') return { fate: 'failed', problem: gone, retryable: true };
  return { fate: 'uncertain', problem: gone };
}
