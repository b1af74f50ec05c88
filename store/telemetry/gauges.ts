/**
 * What stands in the store now, for the gauges: a few counts, each over rows that an index holds apart
 * from the finished ones.
 */
import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface Gauges {
  readonly runs: readonly {
    readonly flow: string;
    readonly status: 'running' | 'held' | 'poisoned';
    readonly count: number;
  }[];
  /** Open invoices that no flow takes. */
  readonly withoutFlow: number;
  /** Runs that Temporal does not know yet. */
  readonly unbegun: number;
  /** Logical instant of the oldest wake-up that is due; null where none is. */
  readonly oldestWake: number | null;
  /** Facts not yet relayed, events not yet heard, and when the oldest of these came. */
  readonly outbox: number;
  readonly inbox: number;
  readonly oldestInbox: number | null;
  readonly requests: readonly { readonly status: 'asked' | 'slotted' | 'sending'; readonly count: number }[];
  /** Deliveries whose fate is not known. */
  readonly deliveries: readonly { readonly status: 'sending' | 'uncertain'; readonly count: number }[];
  readonly tasks: readonly { readonly kind: string; readonly open: number; readonly late: number }[];
  /** When the ledger was last brought up to date, by what was read. */
  readonly sources: readonly { readonly kind: string; readonly asOf: number }[];
}

/** @param now Logical time. */
export async function readGauges(db: Db, now: number): Promise<Gauges> {
  const { rows: runs } = await sql<Gauges['runs'][number]>`
    select flow_id as flow, case when held then 'held' else 'running' end as status, count(*) as count
    from run where status = 'running' group by 1, 2
    union all
    select flow_id, 'poisoned', count(*) from run where status = 'poisoned' group by 1`.execute(db);
  const { rows: requests } = await sql<Gauges['requests'][number]>`
    select status, count(*) as count from request where status <> 'answered' group by status`.execute(db);
  const { rows: deliveries } = await sql<Gauges['deliveries'][number]>`
    select status, count(*) as count from delivery where status in ('sending', 'uncertain') group by status`.execute(
    db,
  );
  const { rows: tasks } = await sql<Gauges['tasks'][number]>`
    select kind, count(*) as open, count(*) filter (where due_at < ${now}) as late
    from task where status = 'open' group by kind`.execute(db);
  const { rows: sources } = await sql<Gauges['sources'][number]>`
    select coalesce(source.kind, 'other') as kind, max(as_of) as "asOf"
    from reading join source on source.name = reading.source group by 1`.execute(db);
  return { runs, requests, deliveries, tasks, sources, ...(await readQueues(db, now)) };
}

type Queues = Pick<Gauges, 'withoutFlow' | 'unbegun' | 'oldestWake' | 'outbox' | 'inbox' | 'oldestInbox'>;

async function readQueues(db: Db, now: number): Promise<Queues> {
  const { rows } = await sql<Queues>`
    select
      (select count(*) from no_flow n join invoice i on i.id = n.invoice_id where i.open > 0) as "withoutFlow",
      (select min(wake_at) from run where status = 'running' and wake_at > 0 and wake_at <= ${now})
        as "oldestWake",
      (select count(*) from run where engine = 'temporal' and not begun and status = 'running') as unbegun,
      (select count(*) from outbox where relayed_at is null) as outbox,
      heard.waiting as inbox, heard.oldest as "oldestInbox"
    from (
      select count(*) as waiting, min(received_at) as oldest
      from inbox join run on run.id = inbox.run_id and run.status = 'running'
      where consumed_at is null
    ) heard`.execute(db);
  return rows[0] ?? { withoutFlow: 0, unbegun: 0, oldestWake: null, outbox: 0, inbox: 0, oldestInbox: null };
}
