import { sql } from 'kysely';
import type { Perform, PerformOutcome } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';

export interface AskedRequest {
  readonly run_id: string;
  readonly customer_id: number;
  readonly invoice_id: number;
  readonly channel: string;
  readonly perform: Perform;
}

/** The counter at the end of a command's id, which only grows. */
const counterOf = (row: 'excluded' | 'request') =>
  sql`substring(${sql.ref(`${row}.command`)} from '[0-9]+$')::bigint`;

/**
 * Puts requests before the mailroom. Asked again for the same run, step and visit it is the same
 * request under a new command; what was done before stays done, and what a provider has in hand is
 * waited for. A command that is not newer changes nothing: who asks late has been overtaken.
 */
export async function askRequests(tx: Tx, asked: readonly AskedRequest[]): Promise<void> {
  if (asked.length === 0) return;
  await sql`
    insert into request (run_id, step, visit, customer_id, invoice_id, channel, command, asked_at, since, status, payload)
    select run_id, perform->>'step', (perform->>'visit')::int, customer_id, invoice_id, channel, perform->>'id',
           (perform->>'at')::bigint, (perform->>'since')::bigint, 'asked', perform
    from jsonb_to_recordset(${json(asked)}::jsonb)
      as x(run_id text, customer_id bigint, invoice_id bigint, channel text, perform jsonb)
    on conflict (run_id, step, visit) do update set
      command = excluded.command, asked_at = excluded.asked_at, since = excluded.since, payload = excluded.payload,
      status = case when request.status = 'sending' then 'sending' else 'asked' end,
      slot_id = case when request.status in ('slotted', 'sending') then request.slot_id end
    where ${counterOf('excluded')} > ${counterOf('request')}`.execute(tx);
}

/** A step that a migration gave another name, with the visit under which the run goes on there. */
export interface RenamedStep {
  readonly run: string;
  readonly from: readonly [step: string, visit: number];
  readonly to: readonly [step: string, visit: number];
}

/**
 * Requests move on with their runs: what is found out later about a message of the old step then counts for the
 * new one, which would ask for it again.
 */
export async function moveRequests(tx: Tx, moves: readonly RenamedStep[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ run, from, to }) => ({
    ...{ run, step: from[0], visit: from[1] },
    ...{ to_step: to[0], to_visit: to[1] },
  }));
  await sql`
    update request q set step = x.to_step, visit = x.to_visit
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as x(run text, step text, visit int, to_step text, to_visit int)
    where (q.run_id, q.step, q.visit) = (x.run, x.step, x.visit) and not exists (
      select from request o where (o.run_id, o.step, o.visit) = (x.run, x.to_step, x.to_visit))`.execute(tx);
}

/** A request before the mailroom, with the run's present state. */
export interface PendingRequest {
  readonly id: number;
  readonly runId: string;
  readonly step: string;
  readonly visit: number;
  readonly customerId: number;
  readonly invoiceId: number;
  readonly entity: string;
  readonly status: 'asked' | 'slotted';
  readonly slotId: number | null;
  readonly outcome: PerformOutcome | null;
  readonly perform: Perform;
}

/** Requests looked at for each customer wanted: most have one or two. */
const requestsACustomer = 4;

/** Customers who have requests to be answered now, whoever waited longest first. */
export async function customersAsked(db: Db, limit: number): Promise<readonly number[]> {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from (
      select customer_id, id from request where status = 'asked' order by id limit ${limit * requestsACustomer}
    ) oldest
    group by customer_id order by min(id) limit ${limit}`.execute(db);
  return rows.map(({ customerId }) => customerId);
}

/**
 * Locks customers against any other arbitration; those that are locked already are passed over or waited
 * for. The weaker lock lets rows that refer to the customer be written meanwhile.
 */
export async function lockCustomers(
  tx: Tx,
  ids: readonly number[],
  others: 'pass over' | 'wait for' = 'pass over',
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from customer where id = any(${[...ids]}) order by id
    for no key update ${others === 'wait for' ? sql`` : sql`skip locked`}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** All requests of customers that are asked or wait in a slot. */
export async function pendingRequests(
  tx: Tx,
  customers: readonly number[],
): Promise<readonly PendingRequest[]> {
  const { rows } = await sql<PendingRequest>`
    select q.id, q.run_id as "runId", q.step, q.visit, q.customer_id as "customerId", q.invoice_id as "invoiceId",
           i.entity, q.status, q.slot_id as "slotId", q.outcome, q.payload as perform
    from request q join invoice i on i.id = q.invoice_id
    where q.customer_id = any(${[...customers]}) and q.status in ('asked', 'slotted')
    order by q.id`.execute(tx);
  return rows;
}

export interface RequestAnswer {
  readonly id: number;
  readonly status: 'slotted' | 'sending' | 'answered';
  readonly slotId: number | null;
  readonly outcome: PerformOutcome | null;
}

export async function answerRequests(tx: Tx, answers: readonly RequestAnswer[]): Promise<void> {
  if (answers.length === 0) return;
  await sql`
    update request q set status = x.status, slot_id = x."slotId", outcome = nullif(x.outcome, 'null'::jsonb)
    from jsonb_to_recordset(${json(answers)}::jsonb)
      as x(id bigint, status text, "slotId" bigint, outcome jsonb)
    where q.id = x.id`.execute(tx);
}

/** Notes the outcomes of requests whose sending has come to an end. */
export async function finishRequests(
  tx: Tx,
  answers: readonly { readonly id: number; readonly outcome: PerformOutcome }[],
): Promise<void> {
  if (answers.length === 0) return;
  await sql`
    update request q set status = 'answered', outcome = x.outcome
    from jsonb_to_recordset(${json(answers)}::jsonb) as x(id bigint, outcome jsonb) where q.id = x.id`.execute(
    tx,
  );
}
