/**
 * A request carried through to its outcome by whoever asked: for drivers that wait for it. The mailroom
 * may be arbitrating for the same customer elsewhere, or another member of the group may be the one that
 * sends: then the outcome is waited for.
 */
import type { PerformOutcome } from '../../schemas/index.ts';
import { takeOutcome } from '../../store/index.ts';
import type { OutgoingEmail } from '../channels/index.ts';
import type { Carrier } from './carrier.ts';
import { type RequestInput, requestOf } from './carry-run.ts';
import { mailOfCustomer } from './mail.ts';

export interface Waiting {
  /** Sends what the arbiter has booked; resolves when all of it is settled. */
  readonly send: (messages: readonly OutgoingEmail[]) => Promise<void>;
  /** Pauses before the request is looked at again; rejects where waiting must end. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Pauses while another one sends, in milliseconds: doubled each time. */
const firstPause = 50;
const longestPause = 2_000;

/** @throws whatever `pause` rejects with: asked again later, the same request goes on. */
export async function performRequest(
  carrier: Carrier,
  input: RequestInput,
  { send, pause }: Waiting,
): Promise<PerformOutcome> {
  const { db } = carrier.store;
  const customer = await requestOf(carrier, input);
  const { id } = input.perform;
  for (let wait = firstPause; ; wait = Math.min(longestPause, wait * 2)) {
    const found = await takeOutcome(db, input.run, id, carrier.clock.now());
    if (found.status === 'answered') return found.outcome;
    if (found.status === 'gone') return { fate: 'failed', problem: gone(id) };
    if (found.status === 'asked') await send(await mailOfCustomer(carrier, customer));
    else await pause(wait);
  }
}

function gone(command: string) {
  return { code: 'request-gone', message: `the mailroom has no request for command ${command}` };
}
