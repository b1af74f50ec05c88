/**
 * A request carried through to its outcome by whoever asked: for drivers that wait for it. The mailroom
 * may be arbitrating for the same customer elsewhere, or another member of the group may be the one that
 * sends: then the outcome is waited for. Runs of the customer that are due at the same instant ask first,
 * so that one arbitration sees them together.
 */
import type { PerformOutcome } from '../../schemas/index.ts';
import { dueBeside, giveBackPlace, takeOutcome, takePlaces } from '../../store/index.ts';
import type { Carrier } from './carrier.ts';
import { type RequestInput, requestOf } from './carry-run.ts';
import { mailOfCustomer } from './mail.ts';
import { sendEmails } from './send.ts';

export interface Waiting {
  /** Arbitrates and sends one at a time of a few: what is booked must soon be in a provider's hands. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  /** Hands a message to its provider, one of a few at a time: a customer may have many. */
  readonly inHand: <T>(work: () => Promise<T>) => Promise<T>;
  /** Pauses before the request is looked at again; rejects where waiting must end. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Messages a second of the channel, over all processes; null without a limit. */
  readonly perSecond: number | null;
}

/** Pauses while another one sends, in milliseconds: doubled each time. */
const firstPause = 20;
const longestPause = 2_000;
/** How long other runs of the customer that are due at the same instant may take to ask too, in milliseconds. */
const forOthers = 3_000;

/** @throws whatever `pause` rejects with: asked again later, the same request goes on. */
export async function performRequest(
  carrier: Carrier,
  input: RequestInput,
  waiting: Waiting,
): Promise<PerformOutcome> {
  const { inTurn, inHand, pause } = waiting;
  const customer = await requestOf(carrier, input);
  const { db } = carrier.store;
  const { id, at } = input.perform;
  const place = placeInLine(carrier, input.kind, waiting);
  let others = forOthers;
  let isArbitrated = false;
  for (let wait = firstPause; ; wait = Math.min(longestPause, wait * 2)) {
    const found = await takeOutcome(db, input.run, id, carrier.clock.now());
    if (found.status === 'answered' || found.status === 'gone') {
      await place.leave();
      return found.status === 'answered' ? found.outcome : { fate: 'failed', problem: gone(id) };
    }
    const isOurs = found.status === 'asked' && !isArbitrated;
    const isAlone = isOurs && (others <= 0 || (await dueBeside(db, input.run, customer, at)) === 0);
    if (isAlone && !(await place.waitFor())) {
      isArbitrated = true;
      await inTurn(async () => {
        const messages = await mailOfCustomer(carrier, customer);
        await place.use(messages.length);
        await sendEmails(carrier, messages, inHand);
      });
    } else if (!isAlone) {
      isArbitrated = false;
      await pause(wait);
      others -= wait;
    }
  }
}

/**
 * The request's place in its channel's line. It is waited for before anything is booked: a message that
 * is booked counts as being in a provider's hands.
 */
function placeInLine({ store: { db } }: Carrier, channel: string, { perSecond, pause }: Waiting) {
  let isTaken = false;
  const take = async (places: number) =>
    perSecond === null ? 0 : takePlaces(db, channel, { perSecond, places }, Date.now());
  return {
    /** Gives true where it waited, and others may have answered meanwhile. */
    async waitFor(): Promise<boolean> {
      if (isTaken || perSecond === null) return false;
      const at = await take(1);
      isTaken = true;
      const waits = at > Date.now();
      for (let left = at - Date.now(); left > 0; left = at - Date.now()) {
        await pause(Math.min(longestPause, left));
      }
      return waits;
    },
    /** For so many messages; those beyond the first make later ones wait. */
    async use(messages: number): Promise<void> {
      if (messages === 0) return;
      isTaken = false;
      if (messages > 1) await take(messages - 1);
    },
    /** Nobody needs it any more. */
    async leave(): Promise<void> {
      if (isTaken && perSecond !== null) await giveBackPlace(db, channel, perSecond);
    },
  };
}

function gone(command: string) {
  return { code: 'request-gone', message: `the mailroom has no request for command ${command}` };
}
