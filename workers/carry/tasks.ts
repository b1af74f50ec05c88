import { addDuration, parseDuration } from '../../engine/calendar/index.ts';
import type { Context } from '../../engine/decide/index.ts';
import type { Language } from '../../engine/flow/index.ts';
import type { InvoiceFacts, Perform, Step } from '../../schemas/index.ts';
import type { NewTask } from '../../store/index.ts';
import type { TurnOwner } from './commit-turns.ts';
import { taskTitles } from './task-titles.ts';

interface TaskBeside {
  readonly run: TurnOwner;
  readonly facts: InvoiceFacts;
  readonly perform: Perform;
  /** Of the title. */
  readonly language: Language;
}

/** The task that the reducer asks for beside the flow: one for each reason, object and visit. */
export function taskBeside({ run, facts, perform, language }: TaskBeside): readonly NewTask[] {
  if (perform.task === null) return [];
  return [
    {
      run_id: run.id,
      key: `${perform.step}/${perform.visit}/${perform.task}/${perform.id}`,
      step: perform.step,
      visit: perform.visit,
      kind: perform.task,
      customer_id: run.customerId,
      invoice_id: run.invoiceId,
      assignee: facts.customer.owner ?? 'team',
      title: taskTitles[language][perform.task],
      detail: { object: perform.object },
      due_at: null,
    },
  ];
}

function assigneeOf(who: string | undefined, facts: InvoiceFacts): string {
  if (who === undefined || who === 'owner') return facts.customer.owner ?? 'team';
  return who;
}

export interface StepTask {
  readonly run: string;
  readonly perform: Perform;
  readonly customerId: number;
  readonly invoiceId: number;
  readonly context: Context;
  /** What the person needs at hand: a script, a question. */
  readonly detail: unknown;
}

/** The task of a `call`, an `approve` or a `handoff`; null for steps that make none. */
export function taskOfStep(step: Step, task: StepTask): NewTask | null {
  const { run, perform, customerId, invoiceId, context, detail } = task;
  const { facts } = context;
  const base = {
    run_id: run,
    key: `${perform.step}/${perform.visit}`,
    step: perform.step,
    visit: perform.visit,
    kind: step.kind,
    customer_id: customerId,
    invoice_id: invoiceId,
    detail,
  };
  const due = (within: string) => addDuration(context.at, parseDuration(within), context.calendar);
  switch (step.kind) {
    case 'call':
      return {
        ...base,
        title: step.name ?? step.id,
        assignee: assigneeOf(step.assign, facts),
        due_at: due(step.within),
      };
    case 'approve':
      return {
        ...base,
        title: step.question,
        assignee: assigneeOf(step.who, facts),
        due_at: due(step.within),
      };
    case 'handoff':
      return { ...base, title: step.name ?? step.to, assignee: assigneeOf(step.who, facts), due_at: null };
    default:
      return null;
  }
}
