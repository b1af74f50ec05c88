import { sql } from 'kysely';
import type { TaskOutcome } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { rowId } from '../row-id.ts';

export interface TaskLine {
  readonly task: string;
  readonly kind: string;
  readonly title: string;
  readonly assignee: string | null;
  readonly dueAt: number | null;
  readonly status: 'open' | 'done' | 'closed';
  readonly outcome: TaskOutcome | null;
  readonly note: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly run: string | null;
  readonly step: string | null;
  readonly customer: string | null;
  readonly customerName: string | null;
  readonly invoice: string | null;
  readonly number: string | null;
  readonly open: number | null;
  readonly currency: string | null;
  readonly createdAt: number;
  readonly doneAt: number | null;
  readonly doneBy: string | null;
}

export interface TaskQuery {
  readonly status?: TaskLine['status'];
  readonly assignee?: string;
  readonly customer?: string;
  readonly invoice?: string;
  readonly run?: string;
  readonly limit?: number;
}

/** Tasks, the earliest deadline first, then the largest open amount; open ones where nothing is said. */
export async function listTasks(db: Db, query: TaskQuery = {}): Promise<readonly TaskLine[]> {
  const { status = 'open', assignee = null, customer, invoice, run = null } = query;
  const customerId = customer === undefined ? null : rowId(customer);
  const invoiceId = invoice === undefined ? null : rowId(invoice);
  const { rows } = await sql<TaskLine>`
    select task.id::text as task, task.kind, title, assignee, due_at as "dueAt", status, outcome, note, detail,
      run_id as run, step, task.customer_id::text as customer, customer.name as "customerName",
      task.invoice_id::text as invoice, invoice.number, invoice.open, invoice.currency,
      task.created_at as "createdAt", done_at as "doneAt", done_by as "doneBy"
    from task left join customer on customer.id = task.customer_id left join invoice on invoice.id = task.invoice_id
    where status = ${status} and (${assignee}::text is null or assignee = ${assignee})
      and (${customerId}::bigint is null or task.customer_id = ${customerId}::bigint)
      and (${invoiceId}::bigint is null or task.invoice_id = ${invoiceId}::bigint)
      and (${run}::text is null or run_id = ${run})
    order by due_at nulls last, invoice.open desc nulls last, task.id limit ${query.limit ?? 200}`.execute(
    db,
  );
  return rows;
}
