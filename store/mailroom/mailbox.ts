import { sql } from 'kysely';
import type { RunState } from '../../schemas/index.ts';
import type { Tx } from '../database.ts';

/** Longest span, in days, that a cap may look back over. */
const lookBack = 400;

/** What the arbiter needs to know of a customer beside the requests. */
export interface CustomerMail {
  readonly contacts: readonly number[];
  readonly slots: readonly { readonly id: number; readonly endsAt: number }[];
  /** States of the runs under way, by run. */
  readonly runs: ReadonlyMap<string, { readonly release: string; readonly state: RunState }>;
}

/** Contacts that count (captured and uncertain ones too), open slots and running runs, by customer. */
export async function customerMail(
  tx: Tx,
  customers: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, CustomerMail>> {
  const ids = [...customers];
  const contacts = await sql<{ customerId: number; at: number }>`
    select customer_id as "customerId", at from delivery
    where customer_id = any(${ids}) and at > ${now - lookBack * 86_400_000}
      and status in ('captured', 'sending', 'sent', 'uncertain')
      and channel in ('email', 'sms', 'letter', 'registered-letter')`.execute(tx);
  const slots = await sql<{ customerId: number; id: number; endsAt: number }>`
    select customer_id as "customerId", id, ends_at as "endsAt" from slot
    where customer_id = any(${ids}) and closed_at is null order by id`.execute(tx);
  const runs = await sql<{ customerId: number; id: string; release: string; state: RunState }>`
    select customer_id as "customerId", id, release, state from run
    where customer_id = any(${ids}) and status = 'running'`.execute(tx);
  const contactsOf = Map.groupBy(contacts.rows, ({ customerId }) => customerId);
  const slotsOf = Map.groupBy(slots.rows, ({ customerId }) => customerId);
  const runsOf = Map.groupBy(runs.rows, ({ customerId }) => customerId);
  return new Map(
    customers.map((customer) => [
      customer,
      {
        contacts: (contactsOf.get(customer) ?? []).map(({ at }) => at),
        slots: slotsOf.get(customer) ?? [],
        runs: new Map((runsOf.get(customer) ?? []).map(({ id, release, state }) => [id, { release, state }])),
      },
    ]),
  );
}

/** Opens a slot and gives its id. */
export async function openSlot(tx: Tx, customer: number, now: number, endsAt: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into slot (customer_id, opened_at, ends_at) values (${customer}, ${now}, ${endsAt}) returning id`.execute(
    tx,
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('a slot was not opened');
  return id;
}

export async function closeSlots(tx: Tx, ids: readonly number[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await sql`update slot set closed_at = ${now} where id = any(${[...ids]})`.execute(tx);
}
