import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** True of a run that has something to hear. */
const hears = sql`exists (select from inbox where run_id = r.id and consumed_at is null)`;
/** What Temporal was told stands in the store once its workflow has taken its turn. */
const toldJustNow = sql`(r.engine = 'temporal' and exists (
  select from inbox where run_id = r.id and consumed_at > extract(epoch from now()) * 1000 - 600000))`;
const isFree = sql`r.state ->> 'closing' is null and r.state ->> 'standing' is null and r.state -> 'keeping' = '{}'`;

/** A question is answered within its turn; what was blocked or has failed goes on when a hold is lifted. */
const waitsForNobody = sql`(r.state #>> '{open,type}' = 'decide' or r.state #>> '{open,type}' = 'perform'
  and r.state #>> '{open,status}' in ('blocked', 'failed'))`;

/** Runs on their way. Offenders are runs by id. */
export const runInvariants = [
  {
    name: 'run-has-release',
    broken: sql`
      select r.id from run r where not exists (
        select from release where digest = r.release and flow_id = r.flow_id)`,
  },
  {
    name: 'run-of-its-customer',
    broken: sql`
      select r.id from run r left join invoice i on i.id = r.invoice_id
      where i.customer_id is distinct from r.customer_id`,
  },
  {
    name: 'step-is-in-release',
    broken: sql`
      select r.id from run r join release on digest = r.release
      where r.status <> 'finished' and not exists (
        select from jsonb_array_elements(content #> '{flow,steps}') one(value) where value ->> 'id' = r.step)`,
  },
  {
    name: 'run-shows-its-state',
    broken: sql`
      select r.id from run r
      where (r.id, r.release, r.phase, r.step, r.visit, coalesce(r.outcome, '')) is distinct from
        (r.state ->> 'run', r.state ->> 'release', r.state ->> 'phase', r.state ->> 'step',
         (r.state ->> 'visit')::int, coalesce(r.state ->> 'outcome', ''))
        or r.held and r.state -> 'holds' = '[]'`,
  },
  {
    name: 'finished-run',
    broken: sql`
      select r.id from run r
      where (r.status = 'finished') <> (r.phase = 'finished')
        or (r.status = 'finished' and (r.finished_at is null or r.outcome is null or r.wake_at is not null))`,
  },
  {
    name: 'one-run-an-invoice',
    broken: sql`
      select r.id from run r where r.status <> 'finished' and exists (
        select from run o where o.invoice_id = r.invoice_id and o.cycle > r.cycle)`,
  },
  {
    name: 'wake-follows-state',
    broken: sql`
      select id from (
        select r.id, r.wake_at,
          case when r.phase <> 'running' or not (${isFree}) then null
            when r.held then h.until else least(h.until, s.until) end as expected
        from run r
        cross join lateral (
          select case when jsonb_typeof(r.state -> 'open') = 'object'
            then case when r.state #>> '{open,type}' = 'perform' and r.state #>> '{open,status}' = 'deferred'
              then (r.state #>> '{open,until}')::bigint end
            else (r.state ->> 'deadline')::bigint end as until) s
        cross join lateral (
          select min((hold ->> 'until')::bigint) as until from jsonb_array_elements(r.state -> 'holds') hold) h
        where r.status = 'running' and r.attempts = 0 and r.phase <> 'new'
          and r.wake_at is distinct from 0 and not ${hears}) r
      where wake_at is distinct from expected`,
  },
  {
    name: 'heard-at-once',
    broken: sql`
      select r.id from run r
      where r.status = 'running' and r.engine = 'embedded' and r.attempts = 0
        and r.wake_at is distinct from 0 and ${hears}`,
  },
  {
    name: 'nobody-forgotten',
    broken: sql`
      select r.id from run r
      where r.status = 'running' and r.wake_at is null and not ${hears}
        and (r.phase = 'new' and r.engine = 'embedded'
          or r.phase = 'running' and r.state -> 'holds' = '[]' and ${isFree}
            and (r.state ->> 'open' is null or r.engine = 'embedded' and ${waitsForNobody}))`,
  },
  {
    name: 'paid-run-ends',
    broken: sql`
      select r.id from run r join invoice i on i.id = r.invoice_id
      where (i.open <= 0 or i.written_off_at is not null)
        and (r.status = 'poisoned' or r.status = 'running' and r.phase = 'running'
          and r.state ->> 'closing' is null and not ${hears} and not ${toldJustNow})
        and not exists (select from outbox o where o.relayed_at is null
          and (o.invoice_id = i.id or o.invoice_id is null and (o.customer_id is null or o.customer_id = i.customer_id)))`,
  },
  {
    name: 'fact-was-told',
    broken: sql`
      select distinct r.id from outbox o join run r on r.invoice_id = o.invoice_id
      where r.status = 'running' and o.relayed_at is not null and r.started_at < o.recorded_at
        and not exists (select from inbox where run_id = r.id and event_id = 'o' || o.id)`,
  },
  {
    name: 'event-has-run',
    broken: sql`
      select distinct i.run_id as id from inbox i where not exists (select from run where id = i.run_id)`,
  },
  {
    name: 'trace-without-gaps',
    broken: sql`
      select coalesce(r.id, t.run_id) as id
      from run r full join (
        select run_id, count(*) as lines, max(seq) as last from trace group by run_id) t on t.run_id = r.id
      where r.id is null or r.next_seq <> coalesce(t.lines, 0) or r.next_seq <> coalesce(t.last + 1, 0)`,
  },
  {
    name: 'trace-in-time',
    broken: sql`
      select distinct run_id as id from (
        select run_id, at, lag(at) over (partition by run_id order by seq) as before from trace) t
      where at < before`,
  },
] as const satisfies readonly Invariant[];
