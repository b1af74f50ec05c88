/**
 * What happened to invoices and their customers, in one query for any number of them: most have little
 * of it, and a statement costs the embedded database more than its rows do.
 */
import { sql } from 'kysely';
import type { InvoiceFacts } from '../../schemas/index.ts';
import type { Db } from '../database.ts';

type Kind =
  | 'tag'
  | 'hold'
  | 'exclusion'
  | 'pause'
  | 'reply'
  | 'bounce'
  | 'dispute'
  | 'promise'
  | 'payment'
  | 'task';

/** One row of any of these tables; of the whole customer where `invoice` is null. */
export interface Mark {
  readonly customer: number;
  readonly invoice: number | null;
  readonly what: Kind;
  readonly id: number;
  /** A tag's name, the reason of an exclusion, a dispute's category, a promise's fate, a task's step. */
  readonly text: string | null;
  /** A task's outcome. */
  readonly outcome: string | null;
  /** When it came, was opened, recorded or done. */
  readonly at: number | null;
  /** When a hold ends or a dispute was closed. */
  readonly until: number | null;
  readonly amount: number | null;
  readonly on: string | null;
  /** A promise's dates and amounts. */
  readonly parts: InvoiceFacts['promises'][number]['parts'] | null;
}

/**
 * Standing tags and holds, replies and bounces, disputes, promises, payments with their reversals
 * (credits and corrections are no payments) and tasks; in the order of their ids, payments by date.
 */
export async function readMarks(
  db: Db,
  customers: readonly number[],
  invoices: readonly number[],
  at: number,
): Promise<readonly Mark[]> {
  const theirs = sql`invoice_id = any(${invoices}::bigint[])`;
  const ours = sql`customer_id = any(${customers}::bigint[]) and (invoice_id is null or ${theirs})`;
  const { rows } = await sql<Mark>`
    select 'tag' as what, customer_id as customer, invoice_id as invoice, id, name as text, null as outcome,
      null::bigint as at, null::bigint as until, null::bigint as amount, null::date as "on", null::json as parts
    from tag where ${ours} and removed_at is null
    union all
    select kind, customer_id, invoice_id, id, reason, null, null, until_at, null, null, null
    from hold where ${ours} and lifted_at is null and (until_at is null or until_at > ${at}::bigint)
    union all
    select kind, customer_id, invoice_id, id, null, null, at, null, null, null, null
    from received where ${ours}
    union all
    select 'dispute', customer_id, invoice_id, id, category, null, opened_at, closed_at, null, null, null
    from dispute where ${theirs}
    union all
    select 'promise', customer_id, invoice_id, id, fate, null, recorded_at, null, null, null,
      (select coalesce(json_agg(json_build_object('on', due_on, 'amount', amount) order by due_on, seq), '[]')
        from promise_part where promise_id = promise.id)
    from promise where ${theirs}
    union all
    select 'payment', customer_id, invoice_id, id, null, null, recorded_at, null, -amount, occurred_on, null
    from movement where ${theirs} and kind in ('payment', 'reversal') and amount <> 0
    union all
    select 'task', customer_id, invoice_id, id, step, outcome,
      case when status = 'done' then done_at end, null, null, null, null
    from task where ${theirs}
    order by what, "on", id`.execute(db);
  return rows;
}

type History = Pick<
  InvoiceFacts,
  'disputes' | 'promises' | 'payments' | 'holds' | 'paused' | 'replies' | 'bounces' | 'tasks'
>;

const none: readonly never[] = [];

const nothing: History = {
  disputes: none,
  promises: none,
  payments: none,
  holds: none,
  paused: false,
  replies: none,
  bounces: none,
  tasks: none,
};

/** The history of one invoice, from the marks of it and of its customer. */
export function historyOf(marks: readonly Mark[]): History {
  if (marks.length === 0) return nothing;
  const of = (kind: Kind) => marks.filter(({ what }) => what === kind);
  const received = (kind: 'reply' | 'bounce') =>
    of(kind).map(({ id, at }) => ({ id: String(id), at: at ?? 0 }));
  return {
    disputes: of('dispute').map(({ id, text, at, until }) => ({
      id: String(id),
      category: text,
      openedAt: at ?? 0,
      closedAt: until,
    })),
    promises: of('promise').map(({ id, at, parts, text }) => ({
      id: String(id),
      recordedAt: at ?? 0,
      parts: parts ?? none,
      fate: text as History['promises'][number]['fate'],
    })),
    payments: of('payment').map(({ on, at, amount }) => ({
      on: on ?? '',
      recordedAt: at ?? 0,
      amount: amount ?? 0,
    })),
    holds: of('hold').map(({ id, until }) => ({ id: String(id), until })),
    paused: of('pause').length > 0,
    replies: received('reply'),
    bounces: received('bounce'),
    tasks: of('task').map(({ id, text, at, outcome }) => ({
      id: String(id),
      step: text,
      doneAt: at,
      outcome: outcome as History['tasks'][number]['outcome'],
    })),
  };
}
