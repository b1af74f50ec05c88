/**
 * Deliveries whose sender died. The journal tells what it had in hand: a line is on disk before the
 * provider is called, and another when it has answered.
 */
import {
  abandonedDeliveries,
  newestSettled,
  quarantineStrays,
  reopenRequests,
  type Unsettled,
  unsettledOf,
} from '../../store/index.ts';
import type { SendResult } from '../channels/index.ts';
import { type Phases, readJournal, readJournalEnd, readPhases, type SendPhase } from '../journal/index.ts';
import type { Carrier } from './carrier.ts';
import { fateOf, type Settlement, settle } from './settle.ts';
import { strayDeliveries } from './strays.ts';

/** A sender that says nothing for so long, in milliseconds, is gone: several times a provider's longest answer. */
const abandonedAfter = 10 * 60_000;

/** Deliveries settled in one transaction. */
const settledAtOnce = 100;

const gone = { code: 'sender-gone', message: 'the process ended while this message was being sent' };
const never = { code: 'sender-gone', message: 'the process ended before this message was handed over' };

/** Fault of a store that its journal is ahead of. */
const older = {
  code: 'store-older',
  message: 'the send journal knows deliveries that the store does not; they are set apart as uncertain',
};

/** Where the journal of a process lies, and whose deliveries it can answer for. */
export interface Recovery {
  readonly journalPath: string;
  /** True where no other process can be sending on this store. */
  readonly alone: boolean;
}

/**
 * Says at a start, before anything is sent, what is known of each delivery that a dead process had in
 * hand: accepted or refused by the provider, never handed over (then the mailroom is asked again, as if it
 * had just been), or nothing: `uncertain`.
 *
 * The same once the database server is another one, or was started again.
 *
 * Alone on the store, that is every delivery. Beside others it is those booked by whoever wrote this very
 * journal, which nobody else does as long as this process has its folder; then those long abandoned.
 */
export function recoverAtStart(carrier: Carrier, recovery: Recovery): Promise<void> {
  return carrier.sameServer.begin(() => recoverOwn(carrier, recovery));
}

async function recoverOwn(carrier: Carrier, { journalPath, alone }: Recovery): Promise<void> {
  const { db } = carrier.store;
  await quarantineUnknown(carrier, journalPath);
  if (alone) {
    const all = await abandonedDeliveries(db, Number.MAX_SAFE_INTEGER);
    return recover(carrier, journalPath, all, async (known) => isContinuous(db, known, null));
  }
  const { id } = carrier.journal;
  if (id !== null) {
    const own = await unsettledOf(db, id);
    await recover(carrier, journalPath, own, async (known) => isContinuous(db, known, id));
  }
  await recoverAbandoned(carrier, journalPath);
}

/** Finds deliveries whose sender has been silent for long, whoever it was: what nobody knows is `uncertain`. */
export async function recoverAbandoned(carrier: Carrier, journalPath: string): Promise<void> {
  const abandoned = await abandonedDeliveries(carrier.store.db, Date.now() - abandonedAfter);
  await recover(carrier, journalPath, abandoned, async () => false);
}

/**
 * A store may be older than the journal beside it: its last writes went with a power cut, or a copy of it was
 * put back. What may have left and it does not know is set apart, as after a restore. A store that lacks
 * anything lacks some of the last, so the end of the journal is looked at first.
 */
async function quarantineUnknown(
  { store: { db }, clock, report }: Carrier,
  journalPath: string,
): Promise<void> {
  const last = await strayDeliveries(db, [await readJournalEnd(journalPath)]);
  if (last.strays.length === 0) return;
  const told = await strayDeliveries(db, [readJournal(journalPath)]);
  const { placed, waiting } = await db.transaction().execute((tx) => quarantineStrays(tx, told, clock.now()));
  if (placed + waiting > 0) report(older);
}

/** @param isWhole True where a message without a line in the journal was never handed over. */
async function recover(
  carrier: Carrier,
  journalPath: string,
  unsettled: readonly Unsettled[],
  isWhole: (known: Phases) => Promise<boolean>,
): Promise<void> {
  if (unsettled.length === 0) return;
  const known = await readPhases(journalPath);
  const whole = await isWhole(known);
  const settlements: Settlement[] = [];
  for (const { id, messageId } of unsettled) {
    const phase = messageId === null ? undefined : known.get(messageId);
    if (phase === undefined && whole) await reopenRequests(carrier.store.db, id, never);
    else settlements.push({ id, from: ['sending'], fate: fateOf(resultOf(phase), String(id)) });
  }
  for (let at = 0; at < settlements.length; at += settledAtOnce)
    await settle(carrier, settlements.slice(at, at + settledAtOnce));
}

/**
 * True where this is the journal that the store was written beside, and not an older copy or one begun
 * anew since. A journal with a name has written it before the first delivery that bears it.
 */
async function isContinuous(
  db: Carrier['store']['db'],
  known: Phases,
  name: string | null,
): Promise<boolean> {
  const newest = await newestSettled(db, name);
  return newest === null ? known.size > 0 || name !== null : known.has(newest);
}

function resultOf(phase: SendPhase | undefined): SendResult {
  if (phase === 'sent') return { fate: 'sent', providerId: '', refused: [] };
  if (phase === 'failed') return { fate: 'failed', problem: gone, retryable: true };
  return { fate: 'uncertain', problem: gone };
}
