/**
 * A request carried through to its outcome by whoever asked: for drivers that wait for it. The mailroom
 * may be arbitrating for the same customer elsewhere, or another member of the group may be the one that
 * sends: then the outcome is waited for. Runs of the customer that are due at the same instant ask first,
 * so that one arbitration sees them together.
 */
import type { PerformOutcome } from '../../schemas/index.ts';
import { dueBeside, takeOutcome } from '../../store/index.ts';
import type { Carrier } from './carrier.ts';
import { type RequestInput, requestOf } from './carry-run.ts';
import { mailOfCustomer } from './mail.ts';
import { sendEmail } from './send.ts';

export interface Waiting {
  /** Arbitrates and sends one at a time of a few: what is booked must soon be in a provider's hands. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  /** Pauses before the request is looked at again; rejects where waiting must end. */
  readonly pause: (milliseconds: number) => Promise<void>;
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
  { inTurn, pause }: Waiting,
): Promise<PerformOutcome> {
  const customer = await requestOf(carrier, input);
  const { db } = carrier.store;
  const { id, at } = input.perform;
  let others = forOthers;
  let isArbitrated = false;
  for (let wait = firstPause; ; wait = Math.min(longestPause, wait * 2)) {
    const found = await takeOutcome(db, input.run, id, carrier.clock.now());
    if (found.status === 'answered') return found.outcome;
    if (found.status === 'gone') return { fate: 'failed', problem: gone(id) };
    const isOurs = found.status === 'asked' && !isArbitrated;
    if (isOurs && (others <= 0 || (await dueBeside(db, input.run, customer, at)) === 0)) {
      isArbitrated = true;
      await inTurn(async () => {
        const messages = await mailOfCustomer(carrier, customer);
        await Promise.all(messages.map((message) => sendEmail(carrier, message)));
      });
    } else {
      isArbitrated = false;
      await pause(wait);
      others -= wait;
    }
  }
}

function gone(command: string) {
  return { code: 'request-gone', message: `the mailroom has no request for command ${command}` };
}
