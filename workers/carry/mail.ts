/**
 * The mailroom at work: locks customers, reads the facts of all their requests again, lets the engine
 * arbitrate, and commits what comes of it. What a provider must send is booked as `sending` here, in
 * transaction one, and handed to `send` after the commit.
 */
import {
  answerRequests,
  customerMail,
  customersAsked,
  earlierContacts,
  gatherFacts,
  insertDeliveries,
  insertTasks,
  linkDeliveries,
  lockCustomers,
  pendingRequests,
  restoredDeliveries,
  type Tx,
  tellRuns,
} from '../../store/index.ts';
import type { OutgoingEmail } from '../channels/index.ts';
import { tellMail } from '../telemetry/index.ts';
import type { Carrier } from './carrier.ts';
import { CustomerRound } from './customer-round.ts';
import type { Results } from './round.ts';

/** Customers arbitrated in one transaction. */
export const customersAtOnce = 25;

export interface MailRound {
  /** Customers looked at. */
  readonly customers: number;
  /** Emails booked as `sending`. */
  readonly outgoing: readonly OutgoingEmail[];
}

export async function mailRound(carrier: Carrier, limit = customersAtOnce): Promise<MailRound> {
  const asked = await customersAsked(carrier.store.db, limit);
  if (asked.length === 0) return { customers: 0, outgoing: [] };
  const outgoing = await arbitrate(carrier, (tx) => lockCustomers(tx, asked));
  return { customers: asked.length, outgoing };
}

/** Arbitrates for one customer, after whoever does so now. */
export function mailOfCustomer(carrier: Carrier, customer: number): Promise<readonly OutgoingEmail[]> {
  return arbitrate(carrier, (tx) => lockCustomers(tx, [customer], 'wait for'));
}

/** One transaction, told of once it is committed. */
async function arbitrate(
  carrier: Carrier,
  lock: (tx: Tx) => Promise<readonly number[]>,
): Promise<readonly OutgoingEmail[]> {
  const began = Date.now();
  const now = carrier.clock.now();
  const { said, deliveries, outgoing } = await bookAll(carrier, async (tx) =>
    arbitrateAll(carrier, tx, await lock(tx), now),
  );
  const captured = deliveries.filter(({ status }) => status === 'captured');
  await tellMail(carrier, {
    began,
    requests: said,
    captured: captured.map(({ id, channel }) => ({ delivery: String(id), channel })),
  });
  return outgoing;
}

/** Books on the server that this process knows, or on none. */
async function bookAll(
  { store, sameServer }: Carrier,
  arbitrateIn: (tx: Tx) => Promise<Results>,
): Promise<Results> {
  let booked = 0;
  try {
    return await store.db.transaction().execute(async (tx) => {
      await sameServer.demand(tx);
      const results = await arbitrateIn(tx);
      booked = results.outgoing.length;
      sameServer.booked(booked);
      return results;
    });
  } catch (error) {
    sameServer.landed(booked);
    throw error;
  }
}

async function arbitrateAll(
  carrier: Carrier,
  tx: Tx,
  customers: readonly number[],
  now: number,
): Promise<Results> {
  const restored = await restoredDeliveries(tx, customers);
  const rows = await pendingRequests(tx, customers);
  const mail = await customerMail(tx, customers, now);
  const invoices = [...new Set(rows.map(({ invoiceId }) => invoiceId))];
  const facts = await gatherFacts(tx, invoices.map(String), now);
  let earlier: ReturnType<typeof earlierContacts> | null = null;
  const earlierOf = async (invoice: number) => {
    earlier ??= earlierContacts(tx, invoices);
    return (await earlier).get(invoice);
  };
  const results: Results = {
    answers: [],
    told: [],
    deliveries: [],
    tasks: [],
    outgoing: [],
    links: [],
    said: [],
  };
  for (const [customer, own] of Map.groupBy(rows, ({ customerId }) => customerId)) {
    const box = mail.get(customer);
    if (box === undefined) continue;
    const input = { customer, mail: box, facts, earlierOf, restored, results, now };
    await new CustomerRound(carrier, tx, input).run(own);
  }
  await answerRequests(tx, results.answers);
  await insertDeliveries(tx, results.deliveries);
  await linkDeliveries(tx, results.links);
  await insertTasks(tx, results.tasks, now);
  await tellRuns(tx, results.told, now);
  return results;
}
