import { sql } from 'kysely';
import type { Event, Happened, Happening } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';
import { reviveRun } from './revive.ts';

export interface InboxRow {
  readonly run_id: string;
  readonly event_id: string;
  readonly event: Event;
}

/** The instant that makes a run due at once: whoever has something to hear is looked at next. */
const atOnce = 0;

/**
 * Tells runs of events; the same event id twice is told once. A run that has ended hears nothing; one that
 * was set aside hears it when it is taken up again.
 */
export async function tellRuns(db: Db, rows: readonly InboxRow[], now: number): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    with told as (
      insert into inbox (run_id, event_id, event, received_at)
      select x.run_id, x.event_id, x.event, ${now}
      from jsonb_to_recordset(${json(rows)}::jsonb) as x(run_id text, event_id text, event jsonb)
      join run r on r.id = x.run_id and r.status <> 'finished'
      on conflict do nothing
      returning run_id
    )
    update run set wake_at = ${atOnce}
    where status = 'running' and engine = 'embedded' and id in (select run_id from told)`.execute(db);
}

interface OutboxRow {
  readonly id: number;
  readonly what: Happening;
  readonly customerId: number | null;
  readonly invoiceId: number | null;
  readonly object: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly recordedAt: number;
}

function eventOf(row: OutboxRow): Happened {
  const { step, outcome, tag } = row.detail as Pick<Happened, 'step' | 'outcome' | 'tag'>;
  return {
    type: 'happened',
    id: `o${row.id}`,
    at: row.recordedAt,
    what: row.what,
    ...(row.object === null ? {} : { object: row.object }),
    ...(step === undefined ? {} : { step }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(tag === undefined ? {} : { tag }),
  };
}

/** What ends a run wherever it stands: also one that was set aside, which is tried once more for it. */
const ends: ReadonlySet<Happening> = new Set(['paid', 'credited', 'written-off']);

async function reviveForEnds(tx: Tx, events: readonly string[]): Promise<void> {
  if (events.length === 0) return;
  const { rows } = await sql<{ run: string; event: string }>`
    select r.id as run, i.event_id as event from inbox i join run r on r.id = i.run_id
    where r.status = 'poisoned' and i.consumed_at is null and i.event_id = any(${[...events]})
    order by i.id`.execute(tx);
  for (const { run, event } of rows) await reviveRun(tx, run, event);
}

/**
 * Relays facts from the outbox to the runs that they concern: those of the invoice, of the customer,
 * or all; that new data came, to those that may wait for it and no others, since every import says so.
 * One that was set aside hears the rest when it is taken up again, and is taken up for what ends it.
 * Gives their number.
 */
export async function relayFacts(db: Db, now: number, limit: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<OutboxRow>`
      select id, what, customer_id as "customerId", invoice_id as "invoiceId", object, detail,
             recorded_at as "recordedAt"
      from outbox where relayed_at is null order by id limit ${limit} for update skip locked`.execute(tx);
    if (rows.length === 0) return 0;
    const told = rows.map((row) => ({
      event_id: `o${row.id}`,
      customer_id: row.customerId,
      invoice_id: row.invoiceId,
      event: eventOf(row),
    }));
    await sql`
      with told as (
        insert into inbox (run_id, event_id, event, received_at)
        select r.id, x.event_id, x.event, ${now}
        from jsonb_to_recordset(${json(told)}::jsonb)
          as x(event_id text, customer_id bigint, invoice_id bigint, event jsonb)
        cross join lateral (
          select id from run where status = 'running' and invoice_id = x.invoice_id
            and (x.customer_id is null or customer_id = x.customer_id)
          union all
          select id from run where status = 'running' and x.invoice_id is null and customer_id = x.customer_id
          union all
          select id from run where status = 'running' and x.invoice_id is null and x.customer_id is null
            and x.event->>'what' <> 'refreshed'
          union all
          select id from run where status = 'poisoned' and x.event->>'what' <> 'refreshed'
            and (x.invoice_id is null or invoice_id = x.invoice_id)
            and (x.customer_id is null or customer_id = x.customer_id)
          union all
          select id from run where status = 'running' and x.invoice_id is null and x.customer_id is null
            and x.event->>'what' = 'refreshed' and (held or state->'open'->>'type' = 'perform')
        ) r
        order by (substr(x.event_id, 2))::bigint
        on conflict do nothing
        returning run_id
      )
      update run set wake_at = ${atOnce}
    where status = 'running' and engine = 'embedded' and id in (select run_id from told)`.execute(tx);
    await reviveForEnds(
      tx,
      rows.filter(({ what }) => ends.has(what)).map(({ id }) => `o${id}`),
    );
    await sql`update outbox set relayed_at = ${now} where id = any(${rows.map(({ id }) => id)})`.execute(tx);
    return rows.length;
  });
}
