/** Tasks of people: listed, and done with an outcome. */
import { z } from 'zod';
import { type TaskOutcome, taskOutcomes } from '../../schemas/index.ts';
import {
  type FoundTask,
  findInvoiceById,
  findTask,
  finishTask,
  listTasks,
  openDispute,
  recordPromise,
} from '../../store/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { deedOf } from './act.ts';
import { findInvoice } from './find-invoice.ts';
import { operation } from './operation.ts';
import { partsOf } from './promise-parts.ts';
import { Refusal } from './refusal.ts';

export const taskList = operation({
  name: 'task-list',
  input: z.strictObject({
    assignee: z.string().optional(),
    invoice: z.string().optional(),
    status: z.enum(['open', 'done', 'closed']).optional(),
    limit: z.int().min(1).max(10_000).optional(),
  }),
  async run(house, { assignee, invoice, status, limit }) {
    const found = invoice === undefined ? undefined : await findInvoice(house, invoice);
    const tasks = await listTasks(house.store.db, {
      ...(assignee === undefined ? {} : { assignee }),
      ...(found === undefined ? {} : { invoice: found.invoice }),
      ...(status === undefined ? {} : { status }),
      ...(limit === undefined ? {} : { limit }),
    });
    return { tasks };
  },
});

const answers: readonly TaskOutcome[] = ['approved', 'refused'];

/** The outcomes that a task of a kind may have. */
function outcomesOf(kind: string): readonly TaskOutcome[] {
  if (kind === 'approve') return answers;
  if (kind === 'call') return taskOutcomes.filter((one) => !answers.includes(one));
  return ['done'];
}

const Done = z.strictObject({
  task: z.string().min(1),
  outcome: z.string().optional(),
  note: z.string().max(2_000).optional(),
  on: z.array(z.string()).max(120).default([]),
  amounts: z.array(z.string()).max(120).default([]),
});

/**
 * Finishes a task and tells its run. A promise given on the phone is recorded as one, with its dates; a
 * dispute is opened: the fact and the task in one transaction.
 */
export const taskDone = operation({
  name: 'task-done',
  input: Done,
  async run(house, input, caller) {
    const task = await openTask(house, input.task);
    const outcome = outcomeOf(task, input.outcome);
    const parts = await partsOfTask(house, task, outcome, input);
    const deed = deedOf(house, caller, input.note);
    await house.store.db.transaction().execute(async (tx) => {
      await finishTask(
        tx,
        task.task,
        { outcome, ...(input.note === undefined ? {} : { note: input.note }) },
        deed,
      );
      if (task.invoice === null) return;
      if (parts.length > 0) await recordPromise(tx, task.invoice, parts, deed);
      if (outcome === 'dispute') await openDispute(tx, task.invoice, { reason: input.note ?? null }, deed);
    });
    house.driver?.nudge();
    return { task: task.task, title: task.title, number: task.number, outcome, promised: parts };
  },
});

async function openTask(house: OpenHouse, id: string): Promise<FoundTask> {
  const found = await findTask(house.store.db, id.trim());
  if (found?.status === 'open') return found;
  if (found !== null) {
    throw new Refusal('conflict', {
      fr: `la tâche ${id} est déjà ${found.status === 'done' ? 'faite' : 'close'}`,
      en: `task ${id} is ${found.status} already`,
    });
  }
  throw new Refusal('not-found', {
    fr: `il n’y a pas de tâche « ${id.slice(0, 50)} » ; palier task list les montre`,
    en: `there is no task "${id.slice(0, 50)}"; palier task list shows them`,
  });
}

function outcomeOf(task: FoundTask, given: string | undefined): TaskOutcome {
  const accepted = outcomesOf(task.kind);
  const found = accepted.find((one) => one === (given ?? (accepted.length === 1 ? accepted[0] : undefined)));
  if (found !== undefined) return found;
  const list = accepted.join(', ');
  throw new Refusal('not-acceptable', {
    fr: `${given === undefined ? 'cette tâche attend une issue' : `« ${given.slice(0, 50)} » ne convient pas à cette tâche`} ; --outcome ${list}`,
    en: `${given === undefined ? 'this task wants an outcome' : `"${given.slice(0, 50)}" does not fit this task`}; --outcome ${list}`,
  });
}

async function partsOfTask(
  house: OpenHouse,
  task: FoundTask,
  outcome: TaskOutcome,
  { on, amounts }: z.output<typeof Done>,
) {
  if (outcome !== 'promise') return [];
  if (on.length === 0) {
    throw new Refusal('not-acceptable', {
      fr: 'pour quand le paiement est-il promis ? donnez --on DATE, avec --amount si ce n’est qu’une partie',
      en: 'for when was the payment promised? give --on DATE, with --amount where it is a part only',
    });
  }
  const invoice = task.invoice === null ? null : await findInvoiceById(house.store.db, task.invoice);
  return invoice === null ? [] : partsOf(house, invoice, on, amounts);
}
