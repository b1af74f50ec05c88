/**
 * After a restore, or a power cut: what the send journal knows and the store does not is booked as `uncertain`, with its
 * request answered so, before any run can ask for it. Whatever step a run of that invoice comes to, it hears
 * what a person says of the delivery. Where the invoice is not in the store yet, it is remembered until it is.
 */
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';
import type { Stray, Told } from './stray.ts';

export interface Quarantined {
  /** Deliveries booked as uncertain. */
  readonly placed: number;
  /** Deliveries about invoices that are not in the store. */
  readonly waiting: number;
  /** Deliveries of which the journal does not say for what they were sent. */
  readonly nameless: readonly string[];
}

/** Of these deliveries, those that the store has never heard of. */
export async function unknownDeliveries(
  db: Db,
  named: readonly { readonly deliveryId: number; readonly messageId: string | null }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select x."deliveryId"::text as id
    from jsonb_to_recordset(${json(named)}::jsonb) as x("deliveryId" bigint, "messageId" text)
    where not exists (select from delivery d where d.id = x."deliveryId" and d.message_id is not distinct from x."messageId")
      and not exists (select from quarantine q where q.delivery_id = x."deliveryId")`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

export async function quarantineStrays(tx: Tx, told: Told, now: number): Promise<Quarantined> {
  const { strays } = told;
  await giveNewIds(tx, told);
  const rows = strays.flatMap(({ requests, ...stray }) =>
    requests.map((request) => ({ ...stray, ...request })),
  );
  const targetOf = await findTargets(tx, rows);
  const placed: Placed[] = [];
  const waiting: typeof rows = [];
  for (const row of rows) {
    const target = targetOf(row);
    if (target !== null)
      placed.push({ ...row, run: target, isElsewhere: cycleOf(row.run) !== cycleOf(target) });
    else if (row.about !== null) waiting.push(row);
  }
  await place(tx, placed, now);
  await remember(tx, waiting);
  const placeable = new Set([...placed, ...waiting].map(({ deliveryId }) => deliveryId));
  return {
    placed: new Set(placed.map(({ deliveryId }) => deliveryId)).size,
    waiting: new Set(waiting.map(({ deliveryId }) => deliveryId)).size,
    nameless: strays.flatMap(({ deliveryId }) => (placeable.has(deliveryId) ? [] : [String(deliveryId)])),
  };
}

/** Runs that were begun just now may be those of which something was remembered, whatever its cycle was. */
export async function quarantineNewRuns(tx: Db | Tx, runs: readonly string[], now: number): Promise<void> {
  if (runs.length === 0) return;
  const { rows: remembered } = await sql`select from quarantine limit 1`.execute(tx);
  if (remembered.length === 0) return;
  const { rows } = await sql<Placed>`
    delete from quarantine q using run r join invoice i on i.id = r.invoice_id join customer c on c.id = i.customer_id
    where r.id = any(${[...runs]}) and q.about = ${about}
    returning q.delivery_id as "deliveryId", q.message_id as "messageId", q.channel, q.at, r.id as run, q.step,
      q.visit, q.cycle <> r.cycle as "isElsewhere"`.execute(tx);
  await place(tx, rows, now);
}

/** How many deliveries are remembered for invoices that are not in the store. */
export async function countQuarantined(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct delivery_id) as count from quarantine`.execute(db);
  return rows[0]?.count ?? 0;
}

interface Placed extends Omit<Stray, 'requests'> {
  readonly run: string;
  readonly step: string;
  readonly visit: number;
  /** True where it was sent for another cycle of the invoice than that of the run. */
  readonly isElsewhere: boolean;
}

const fields = sql`"deliveryId" bigint, "messageId" text, channel text, at bigint, run text, step text, visit int`;
const restored = {
  code: 'restored',
  message: 'known from the send journal alone: the store is older than it',
};

/** The digest that the journal names an invoice by. */
const about = sql`encode(sha256(convert_to(
  concat_ws(E'\x1f', i.entity, c.number, i.number, i.instalment), 'UTF8')), 'hex')`;

function cycleOf(run: string): string | undefined {
  return run.split('-')[1];
}

type Named = Pick<Stray['requests'][number], 'run' | 'about'>;

/** The run that each belongs to: the one it names where that is of its invoice, else the invoice's latest. */
async function findTargets(tx: Tx, rows: readonly Named[]): Promise<(row: Named) => string | null> {
  const { rows: runs } = await sql<{ id: string; about: string }>`
    select r.id, ${about} as about
    from run r join invoice i on i.id = r.invoice_id join customer c on c.id = i.customer_id
    where r.id = any(${[...new Set(rows.map(({ run }) => run))]})`.execute(tx);
  const named = new Map(runs.map(({ id, about }) => [id, about]));
  const astray = new Set(
    rows.flatMap((row) => (row.about !== null && named.get(row.run) !== row.about ? [row.about] : [])),
  );
  const latest = new Map<string, string>();
  if (astray.size > 0) {
    const { rows: found } = await sql<{ id: string; about: string }>`
      select distinct on (i.id) r.id, ${about} as about
      from invoice i join customer c on c.id = i.customer_id join run r on r.invoice_id = i.id
      where ${about} = any(${[...astray]}) order by i.id, r.cycle desc`.execute(tx);
    for (const { id, about } of found) latest.set(about, id);
  }
  return (row) => {
    if (row.about !== null && named.get(row.run) === row.about) return row.run;
    const other = row.about === null ? undefined : latest.get(row.about);
    return other ?? (named.has(row.run) ? row.run : null);
  };
}

/**
 * One that was sent for another cycle, or for a request for which something left already, has a request
 * that no run comes to, with a visit below zero.
 */
async function withVisits(tx: Db | Tx, rows: readonly Placed[]): Promise<readonly Placed[]> {
  const { rows: left } = await sql<{ key: string }>`
    select concat_ws('/', q.run_id, q.step, q.visit) as key
    from request q join delivery_request l on l.request_id = q.id join delivery d on d.id = l.delivery_id
    where q.run_id = any(${[...new Set(rows.map(({ run }) => run))]})
      and d.status in ('captured', 'sent', 'uncertain')`.execute(tx);
  const taken = new Map<string, number | null>(left.map(({ key }) => [key, null]));
  return rows.map((row) => {
    const key = `${row.run}/${row.step}/${row.visit}`;
    const holder = taken.get(key);
    if (row.isElsewhere || (holder !== undefined && holder !== row.deliveryId)) {
      return { ...row, visit: -row.deliveryId };
    }
    taken.set(key, row.deliveryId);
    return row;
  });
}

async function place(tx: Db | Tx, strays: readonly Placed[], now: number): Promise<void> {
  if (strays.length === 0) return;
  const rows = await withVisits(tx, strays);
  const given = sql`jsonb_to_recordset(${json(rows)}::jsonb) as x(${fields})`;
  await sql`
    insert into delivery (id, customer_id, channel, status, at, real_at, step, message_id, error)
    select distinct on (x."deliveryId") x."deliveryId", r.customer_id, x.channel, 'uncertain',
      least(x.at, ${now}), x.at, x.step, x."messageId", ${json(restored)}::jsonb
    from ${given} join run r on r.id = x.run order by x."deliveryId", x.run
    on conflict (id) do nothing`.execute(tx);
  // What the store had in hand for the same request has come to an end that it did not hear of.
  await sql`
    update delivery set status = 'failed', error = ${json(restored)}::jsonb
    where status = 'sending' and id in (
      select l.delivery_id from ${given} join request q on (q.run_id, q.step, q.visit) = (x.run, x.step, x.visit)
      join delivery_request l on l.request_id = q.id)`.execute(tx);
  await sql`
    insert into request (run_id, step, visit, customer_id, invoice_id, channel, command, asked_at, since, status, outcome)
    select distinct on (x.run, x.step, x.visit) x.run, x.step, x.visit, r.customer_id, r.invoice_id, x.channel,
      concat_ws('/', x.run, 'quarantine', 0), least(x.at, ${now}), least(x.at, ${now}), 'answered',
      jsonb_build_object('fate', 'uncertain', 'delivery', x."deliveryId"::text)
    from ${given} join run r on r.id = x.run order by x.run, x.step, x.visit, x."deliveryId" desc
    on conflict (run_id, step, visit) do update set
      status = case when request.status in ('asked', 'sending') then 'asked' else 'answered' end, slot_id = null,
      outcome = case when request.outcome ->> 'fate' = 'done' then request.outcome else excluded.outcome end`.execute(
    tx,
  );
  await sql`
    insert into delivery_request (delivery_id, request_id)
    select distinct x."deliveryId", q.id from ${given}
    join request q on (q.run_id, q.step, q.visit) = (x.run, x.step, x.visit)
    on conflict do nothing`.execute(tx);
}

async function remember(
  tx: Tx,
  rows: readonly (Omit<Placed, 'isElsewhere'> & { readonly about: string | null })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into quarantine (delivery_id, about, cycle, step, visit, channel, message_id, at)
    select "deliveryId", about, split_part(run, '-', 2)::int, step, visit, channel, "messageId", at
    from jsonb_to_recordset(${json(rows)}::jsonb) as x(${fields}, about text)
    on conflict do nothing`.execute(tx);
}

/** An id that the journal has seen is never given again: neither to a delivery nor to an invoice. */
async function giveNewIds(tx: Tx, { lastDelivery, lastInvoice }: Told): Promise<void> {
  for (const [table, last] of [
    ['delivery', lastDelivery],
    ['invoice', lastInvoice],
  ] as const) {
    if (last === 0) continue;
    await sql`
      select setval(pg_get_serial_sequence(${table}, 'id'),
        greatest(${last}, coalesce(pg_sequence_last_value(pg_get_serial_sequence(${table}, 'id')::regclass), 0)))`.execute(
      tx,
    );
  }
}
