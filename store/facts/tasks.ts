/** Tasks as people make and finish them; a run's own come with its turn (`runs/tasks.ts`). */
import type { TaskOutcome } from '../../schemas/index.ts';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { json, storable } from '../json.ts';
import { announce } from '../outbox/announce.ts';
import { inTransaction } from './in-transaction.ts';
import { idOf, placeOf, type Scope } from './invoice-row.ts';

export interface NewManualTask {
  readonly title: string;
  readonly kind?: string;
  /** Email address. */
  readonly assignee?: string | null;
  /** Epoch milliseconds. */
  readonly dueAt?: number | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Makes a task about an invoice or a customer, outside of any run; returns its id. */
export function createTask(db: Db, scope: Scope, task: NewManualTask, act: Act): Promise<string> {
  return inTransaction(db, async (tx) => {
    const place = await placeOf(tx, scope);
    const { id } = await tx
      .insertInto('task')
      .values({
        kind: task.kind ?? 'manual',
        customer_id: place.customerId,
        invoice_id: place.invoiceId,
        assignee: task.assignee ?? null,
        title: storable(task.title),
        detail: json(task.detail ?? {}),
        due_at: task.dueAt ?? null,
        status: 'open',
        created_at: act.at,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await writeAudit(tx, act, { what: 'created task', object: place.object, detail: { task: String(id) } });
    return String(id);
  });
}

/**
 * Finishes an open task and tells its invoice's run what came of it.
 *
 * @throws StoreError `not-found`; `conflict` when it is done or closed.
 */
export function finishTask(
  db: Db,
  task: string,
  done: { readonly outcome: TaskOutcome; readonly note?: string },
  act: Act,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const id = idOf(task, 'task');
    const found = await tx.selectFrom('task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (found === undefined) throw new StoreError('not-found', `there is no task ${task}`, { task });
    if (found.status !== 'open')
      throw new StoreError('conflict', `task ${task} is ${found.status}`, { task });
    const note = done.note === undefined ? null : storable(done.note);
    await tx
      .updateTable('task')
      .set({ status: 'done', outcome: done.outcome, note, done_at: act.at, done_by: act.actor })
      .where('id', '=', id)
      .execute();
    if (found.invoice_id !== null) {
      await announce(
        tx,
        [
          {
            what: 'task-done',
            customerId: found.customer_id,
            invoiceId: found.invoice_id,
            object: task,
            detail: { outcome: done.outcome, ...(found.step === null ? {} : { step: found.step }) },
          },
        ],
        act.at,
      );
    }
    const object = found.invoice_id === null ? `task ${task}` : `invoice ${found.invoice_id}`;
    await writeAudit(tx, act, {
      what: 'finished task',
      object,
      why: note,
      detail: { task, outcome: done.outcome },
    });
  });
}
