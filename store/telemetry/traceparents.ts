/**
 * Trace contexts (W3C `traceparent`) of imports and runs. They are written and asked for only where
 * somebody collects traces: the queries of the engine know nothing of them.
 */
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { json } from '../json.ts';

export interface RunTraceparent {
  readonly run: string;
  readonly traceparent: string;
}

/**
 * The contexts of the imports that gave open invoices to the engine: the one that made the invoice or,
 * for a later cycle, the one that opened it again.
 *
 * @param cycles Cycle of the run that begins, by invoice.
 */
export async function traceparentsOfImports(
  db: Db,
  cycles: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, string>> {
  if (cycles.size === 0) return new Map();
  const asked = [...cycles].map(([invoice, cycle]) => ({ invoice, cycle }));
  const { rows } = await sql<{ invoice: number; traceparent: string }>`
    select x.invoice, i.traceparent
    from jsonb_to_recordset(${json(asked)}::jsonb) as x(invoice bigint, cycle int)
    cross join lateral (
      select m.import_id from movement m
      where m.invoice_id = x.invoice and m.import_id is not null
      order by ((m.kind = 'invoice') = (x.cycle = 1)) desc, m.id desc limit 1
    ) l
    join import i on i.id = l.import_id
    where i.traceparent is not null`.execute(db);
  return new Map(rows.map(({ invoice, traceparent }) => [invoice, traceparent]));
}

export async function saveTraceparents(db: Db, rows: readonly RunTraceparent[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update run set traceparent = x.traceparent
    from jsonb_to_recordset(${json(rows)}::jsonb) as x(run text, traceparent text)
    where run.id = x.run and run.traceparent is null`.execute(db);
}

/** The contexts in which runs began, by run. */
export async function traceparentsOfRuns(
  db: Db,
  runs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (runs.length === 0) return new Map();
  const { rows } = await sql<RunTraceparent>`
    select id as run, traceparent from run
    where id = any(${[...runs]}) and traceparent is not null`.execute(db);
  return new Map(rows.map(({ run, traceparent }) => [run, traceparent]));
}

/** The contexts of the imports behind facts that were relayed, by the fact's place in the outbox. */
export async function traceparentsOfFacts(
  db: Db,
  outbox: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (outbox.length === 0) return new Map();
  const { rows } = await sql<{ id: number; traceparent: string }>`
    select o.id, i.traceparent
    from (
      select id, case when object ~ '^[0-9]{1,18}$' then object::bigint end as object,
        what = 'refreshed' as of_import, what in ('paid', 'partly-paid', 'reversed', 'credited') as of_movement
      from outbox where id = any(${[...outbox]})
    ) o
    left join movement m on o.of_movement and m.id = o.object
    join import i on i.id = case when o.of_import then o.object else m.import_id end
    where i.traceparent is not null`.execute(db);
  return new Map(rows.map(({ id, traceparent }) => [id, traceparent]));
}

/** A run that a delivery speaks for, with the context in which it began. */
export interface DeliveredRun {
  readonly run: string;
  readonly step: string;
  readonly visit: number;
  readonly release: string;
  readonly traceparent: string | null;
}

/** The runs of a delivery, the first request first. */
export async function runsOfDelivery(db: Db, delivery: number): Promise<readonly DeliveredRun[]> {
  const { rows } = await sql<DeliveredRun>`
    select q.run_id as run, q.step, q.visit, r.release, r.traceparent
    from delivery_request d join request q on q.id = d.request_id join run r on r.id = q.run_id
    where d.delivery_id = ${delivery} order by q.id`.execute(db);
  return rows;
}
