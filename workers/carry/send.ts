/**
 * From `sending` to a fate: a line in the journal, fsynced, then the provider, then transaction two.
 * Whatever the process does in between, a delivery is never handed over twice.
 */
import type { Problem } from '../../schemas/index.ts';
import { acceptLate, remarkOn, requestsAtHand, settleDelivery, type Tx } from '../../store/index.ts';
import type { OutgoingEmail, SendResult } from '../channels/index.ts';
import { tellSending } from '../telemetry/index.ts';
import type { Carrier } from './carrier.ts';
import { fateOf, type Settlement, settle } from './settle.ts';

/** What a provider answered for a message. */
export interface Answered {
  readonly id: number;
  readonly messageId: string;
  readonly result: SendResult;
  /** Ends what is told of the sending. */
  readonly end: () => void;
}

/** Hands one email to the provider. Nothing is handed over twice: a new try is a new delivery. */
export function handOver(carrier: Carrier, message: OutgoingEmail): Promise<Answered> {
  return giveToProvider(carrier, message).catch((error: unknown) => {
    carrier.sameServer.landed(1);
    throw error;
  });
}

async function giveToProvider(carrier: Carrier, message: OutgoingEmail): Promise<Answered> {
  const { email, journal } = carrier;
  if (email === null) throw new TypeError('without a mail server no email is booked for sending');
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
  const { delivery, messageId } = message;
  return { id: Number(delivery), messageId, result, end: telling.end };
}

/** Notes in the store what providers answered, all of it at once; one by one where that fails. */
export async function settleAnswered(carrier: Carrier, answered: readonly Answered[]): Promise<void> {
  await settleAll(carrier, answered).finally(() => carrier.sameServer.landed(answered.length));
}

async function settleAll(carrier: Carrier, answered: readonly Answered[]): Promise<void> {
  const settlements = answered.map(({ id, messageId, result }): Settlement => {
    return { id, messageId, from: ['sending', 'uncertain'], fate: fateOf(result, String(id)) };
  });
  const settled = await insist(carrier.store, () => settle(carrier, settlements)).catch((error: unknown) => {
    if (settlements.length === 1) throw error;
    return settleEach(carrier, settlements);
  });
  for (const { id, result, end } of answered) {
    end();
    if (!settled.has(id) && result.fate === 'sent') await notePossibleDouble(carrier, id);
  }
}

/** Settles one by one, so that those go through that one kept from it; who fails is told of. */
async function settleEach(
  carrier: Carrier,
  settlements: readonly Settlement[],
): Promise<ReadonlySet<number>> {
  const all = await Promise.all(
    settlements.map((one) =>
      settle(carrier, [one]).catch((error: unknown) => {
        const text = error instanceof Error ? error.message : String(error);
        carrier.report({ code: 'send-failed', message: `delivery ${one.id}: ${text}`, error });
        return [];
      }),
    ),
  );
  return new Set(all.flatMap((settled) => [...settled]));
}

/**
 * Hands emails to the provider and settles each when it is answered.
 *
 * @param inHand Decides how many are in its hands at once.
 */
export async function sendEmails(
  carrier: Carrier,
  messages: readonly OutgoingEmail[],
  inHand: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
): Promise<void> {
  await Promise.all(
    messages.map(async (message) => {
      const answered = await inHand(() => handOver(carrier, message));
      await settleAnswered(carrier, [answered]);
    }),
  );
}

const unnoted = {
  code: 'journal-failed',
  message: 'the send journal could not be written; nothing is sent without it',
};

/** The store may be away for a moment; what the provider said must not be forgotten for that. */
async function insist<T>({ broken }: Carrier['store'], work: () => Promise<T>): Promise<T> {
  for (const pause of [250, 1_000, 4_000, 16_000]) {
    try {
      return await work();
    } catch (error) {
      if (broken.aborted) throw error;
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
