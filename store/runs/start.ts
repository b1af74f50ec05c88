import { sql } from 'kysely';
import type { RunState } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';
import type { EngineName } from '../schema/run-tables.ts';

/** An open invoice that no run takes care of. */
export interface Unattended {
  readonly invoiceId: number;
  readonly customerId: number;
  readonly entity: string;
  /** The cycle that a new run would have: 1, or one more where a settled invoice was reopened. */
  readonly cycle: number;
}

/** Invoices of one stretch of the search, and where the next begins; null where all were looked at. */
export interface Stretch {
  readonly invoices: readonly Unattended[];
  readonly next: number | null;
}

/** Open invoices that one stretch looks at. */
const stretch = 5_000;

/**
 * Open invoices without a run: new ones, and those reopened after their run ended with a payment or a
 * credit. What a flow ended, handed over or a person stopped is not taken up again. They are looked for
 * in stretches, by id, so that others are not kept waiting while 100,000 are looked at.
 *
 * @param after Id of the invoice behind which to begin; 0 for the first.
 * @param limit Most invoices to give.
 */
export async function unattendedInvoices(db: Db, after: number, limit: number): Promise<Stretch> {
  const looked = await sql<{ last: number | null; count: number }>`
    select max(id) as last, count(*) as count from (
      select id from invoice where id > ${after} and open > 0 and written_off_at is null order by id limit ${stretch}
    ) open_ones`.execute(db);
  const { last, count } = looked.rows[0] ?? { last: null, count: 0 };
  if (last === null) return { invoices: [], next: null };
  const { rows } = await sql<Unattended>`
    select i.id as "invoiceId", i.customer_id as "customerId", i.entity, coalesce(l.cycle, 0) + 1 as cycle
    from invoice i
    left join lateral (
      select cycle, status, outcome from run where invoice_id = i.id order by cycle desc limit 1
    ) l on true
    where i.id > ${after} and i.id <= ${last} and i.open > 0 and i.written_off_at is null
      and (l.cycle is null or (l.status = 'finished' and l.outcome in ('paid', 'credited')))
      and not exists (select 1 from no_flow n where n.invoice_id = i.id)
    order by i.id limit ${limit}`.execute(db);
  if (rows.length === limit) return { invoices: rows, next: rows.at(-1)?.invoiceId ?? null };
  return { invoices: rows, next: count < stretch ? null : last };
}

export interface RunStart {
  readonly id: string;
  readonly invoiceId: number;
  readonly customerId: number;
  readonly cycle: number;
  readonly flowId: string;
  readonly state: RunState;
  readonly engine: EngineName;
}

/** Starts runs: each hears `started` in its first turn. A run that exists already stays as it is. */
export async function startRuns(tx: Db | Tx, starts: readonly RunStart[], now: number): Promise<void> {
  if (starts.length === 0) return;
  const rows = starts.map((start) => ({
    id: start.id,
    invoice_id: start.invoiceId,
    customer_id: start.customerId,
    cycle: start.cycle,
    flow_id: start.flowId,
    state: start.state,
    engine: start.engine,
  }));
  await sql`
    insert into run (id, invoice_id, customer_id, cycle, flow_id, release, state, status, phase, step, visit,
                     wake_at, started_at, engine)
    select id, invoice_id, customer_id, cycle, flow_id, state->>'release', state, 'running', state->>'phase',
           state->>'step', 0, ${now}, ${now}, engine
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as x(id text, invoice_id bigint, customer_id bigint, cycle int, flow_id text, state jsonb, engine text)
    on conflict do nothing`.execute(tx);
}

/** Notes that no flow takes these invoices, with the reason; they are asked again when a fact changes. */
export async function noteNoFlow(
  db: Db | Tx,
  rows: readonly { readonly invoice_id: number; readonly reason: unknown }[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into no_flow (invoice_id, reason, at)
    select invoice_id, reason, ${now}
    from jsonb_to_recordset(${json(rows)}::jsonb) as x(invoice_id bigint, reason jsonb)
    on conflict (invoice_id) do update set reason = excluded.reason, at = excluded.at`.execute(db);
}
