import { relayFacts } from '../../../store/index.ts';
import {
  advanceRuns,
  type Carrier,
  enterInvoices,
  mailRound,
  sendEmails,
} from '../../../workers/carry/index.ts';
import { ladder } from '../../workers/carry/house.ts';
import type { FaultHouse } from './fault-house.ts';

/** A carrier for the store's own driver: nothing of this process reaches Temporal. */
export async function embedded(house: FaultHouse, email: Carrier['email']): Promise<Carrier> {
  const idle = await house.start({ relays: false, queues: [], email });
  return { ...idle.carrier, engine: 'embedded' };
}

/** Does what is due on the store, as its own driver would. */
export async function workEmbedded(carrier: Carrier): Promise<void> {
  const { db } = carrier.store;
  const now = carrier.clock.now();
  for (let done = 1; done > 0; ) {
    done = await relayFacts(db, now, 500);
    done += await enterInvoices(carrier, [ladder().digest], null);
    done += await advanceRuns(carrier);
    const mail = await mailRound(carrier);
    await sendEmails(carrier, mail.outgoing);
    done += mail.customers;
  }
}
