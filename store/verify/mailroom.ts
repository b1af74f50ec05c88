import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** What leaves. Offenders are requests or deliveries by id, as the name says. */
export const mailroomInvariants = [
  {
    name: 'request-has-run',
    broken: sql`
      select q.id::text as id from request q left join run r on r.id = q.run_id
      where r.id is null or r.invoice_id <> q.invoice_id or r.customer_id <> q.customer_id`,
  },
  {
    name: 'delivery-has-request',
    broken: sql`
      select d.id::text as id from delivery d
      where not exists (select from delivery_request where delivery_id = d.id)`,
  },
  {
    name: 'delivery-to-its-customer',
    broken: sql`
      select distinct d.id::text as id from delivery d
      join delivery_request l on l.delivery_id = d.id join request q on q.id = l.request_id
      where q.customer_id <> d.customer_id`,
  },
  {
    /** Requests; what was found out to be a double is shown as one, and no fault of the store. */
    name: 'request-left-once',
    broken: sql`
      select l.request_id::text as id from delivery_request l join delivery d on d.id = l.delivery_id
      where d.status in ('captured', 'sending', 'sent', 'uncertain')
        and d.error ->> 'code' is distinct from 'possible-double'
      group by l.request_id having count(*) > 1`,
  },
  {
    name: 'request-being-sent',
    broken: sql`
      select q.id::text as id from request q where q.status = 'sending' and not exists (
        select from delivery_request l join delivery d on d.id = l.delivery_id
        where l.request_id = q.id and d.status = 'sending')`,
  },
  {
    name: 'delivery-being-sent',
    broken: sql`
      select d.id::text as id from delivery d where d.status = 'sending' and not exists (
        select from delivery_request l join request q on q.id = l.request_id
        where l.delivery_id = d.id and q.status = 'sending')`,
  },
  {
    name: 'done-means-left',
    broken: sql`
      select q.id::text as id from request q
      left join delivery d on d.id::text = q.outcome ->> 'delivery'
      where q.status = 'answered' and q.outcome ->> 'fate' = 'done' and q.outcome ->> 'delivery' is not null
        and (d.id is null or d.status not in ('captured', 'sent') or d.customer_id <> q.customer_id)`,
  },
  {
    /** Deliveries. One that was set apart after a restore holds its invoice in the mailroom, whatever its run knows. */
    name: 'uncertain-holds-its-run',
    broken: sql`
      select distinct d.id::text as id from delivery d
      join delivery_request l on l.delivery_id = d.id join request q on q.id = l.request_id
      join run r on r.id = q.run_id and r.step = q.step and r.visit = q.visit
      where d.status = 'uncertain' and d.error ->> 'code' is distinct from 'restored'
        and r.status = 'running' and r.engine = 'embedded' and q.status = 'answered'
        and r.state #>> '{open,type}' = 'perform' and r.state #>> '{open,id}' = q.command
        and not r.state -> 'holds' @> jsonb_build_array(jsonb_build_object('cause', 'delivery', 'object', d.id::text))
        and not exists (select from inbox where run_id = r.id and consumed_at is null)`,
  },
  {
    /** Runs. */
    name: 'held-by-an-uncertain',
    broken: sql`
      select distinct r.id from run r cross join lateral jsonb_array_elements(r.state -> 'holds') h
      where r.status = 'running' and h ->> 'cause' = 'delivery'
        and not exists (select from inbox where run_id = r.id and consumed_at is null)
        and r.engine = 'embedded'
        and not exists (select from delivery d where d.id::text = h ->> 'object' and d.status = 'uncertain')`,
  },
  {
    /** Runs. */
    name: 'asked-is-answered',
    broken: sql`
      select r.id from run r
      where r.status = 'running' and r.engine = 'embedded'
        and r.state #>> '{open,type}' = 'perform' and r.state #>> '{open,status}' = 'asked'
        and not exists (select from inbox where run_id = r.id and consumed_at is null)
        and not exists (select from request q where q.run_id = r.id and q.command = r.state #>> '{open,id}'
          and q.status in ('asked', 'slotted', 'sending'))`,
  },
  {
    name: 'message-id-once',
    broken: sql`
      select d.id::text as id from delivery d join (
        select message_id from delivery where message_id is not null
        group by message_id having count(*) > 1) m on m.message_id = d.message_id`,
  },
] as const satisfies readonly Invariant[];
