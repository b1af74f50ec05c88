/** Runs as lists show them. */
import { sql } from 'kysely';
import type { Problem, TraceLine } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { rowId } from '../row-id.ts';

export interface StepCount {
  readonly flow: string;
  readonly step: string;
  readonly currency: string;
  readonly runs: number;
  readonly held: number;
  /** Minor units. */
  readonly open: number;
}

/** Running runs and their open amounts by flow, step and currency. */
export async function countRunsByStep(db: Db): Promise<readonly StepCount[]> {
  const { rows } = await sql<StepCount>`
    select flow_id as flow, step, invoice.currency, count(*) as runs, count(*) filter (where held) as held,
      sum(invoice.open)::bigint as open
    from run join invoice on invoice.id = run.invoice_id
    where run.status <> 'finished' group by flow_id, step, invoice.currency
    order by flow_id, step, invoice.currency`.execute(db);
  return rows;
}

export interface RunLine {
  readonly run: string;
  readonly flow: string;
  readonly release: string;
  readonly step: string;
  readonly status: 'running' | 'finished' | 'poisoned';
  readonly held: boolean;
  readonly outcome: string | null;
  readonly wakeAt: number | null;
  readonly problem: Problem | null;
  readonly invoice: string;
  readonly number: string;
  readonly instalment: number;
  readonly dueOn: string | null;
  readonly open: number;
  readonly currency: string;
  readonly customer: string;
  readonly customerName: string;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

const runLine = sql`
  run.id as run, flow_id as flow, release, step, status, held, outcome, wake_at as "wakeAt", problem,
  invoice.id::text as invoice, invoice.number, instalment, due_on as "dueOn", open, invoice.currency,
  customer.id::text as customer, customer.name as "customerName", started_at as "startedAt",
  finished_at as "finishedAt"
  from run join invoice on invoice.id = run.invoice_id join customer on customer.id = run.customer_id`;

export interface RunQuery {
  readonly flow?: string;
  readonly step?: string;
  readonly customer?: string;
  readonly invoice?: string;
  readonly status?: RunLine['status'];
  readonly held?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

/** Runs, largest open amount first. */
export async function listRuns(db: Db, query: RunQuery = {}): Promise<readonly RunLine[]> {
  const { flow = null, step = null, customer, invoice, status = null, held = null } = query;
  const customerId = customer === undefined ? null : rowId(customer);
  const invoiceId = invoice === undefined ? null : rowId(invoice);
  const { rows } = await sql<RunLine>`
    select ${runLine}
    where (${flow}::text is null or flow_id = ${flow}) and (${step}::text is null or step = ${step})
      and (${customerId}::bigint is null or run.customer_id = ${customerId}::bigint)
      and (${invoiceId}::bigint is null or invoice.id = ${invoiceId}::bigint)
      and (${status}::text is null or status = ${status}) and (${held}::boolean is null or held = ${held})
    order by open desc, run.started_at, run.id limit ${query.limit ?? 100} offset ${query.offset ?? 0}`.execute(
    db,
  );
  return rows;
}

/** Running runs by the instant at which they wake, soonest first. */
export async function nextContacts(db: Db, limit = 100): Promise<readonly RunLine[]> {
  const { rows } = await sql<RunLine>`
    select ${runLine} where status = 'running' and wake_at is not null and not held
    order by wake_at, run.id limit ${limit}`.execute(db);
  return rows;
}

/** Runs that a fault stopped: poisoned, or held by a problem. */
export async function listProblems(db: Db, limit = 100): Promise<readonly RunLine[]> {
  const { rows } = await sql<RunLine>`
    select ${runLine} where status <> 'finished' and (status = 'poisoned' or problem is not null)
    order by run.id limit ${limit}`.execute(db);
  return rows;
}

/** The trace of a run, from its first line. */
export async function readTrace(db: Db, run: string): Promise<readonly TraceLine[]> {
  return await db
    .selectFrom('trace')
    .select(['at', 'step', 'visit', 'what', 'detail'])
    .where('run_id', '=', run)
    .orderBy('seq')
    .execute();
}
