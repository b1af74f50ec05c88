import type { Perform, Step, TaskReason } from '../../schemas/index.ts';
import type { WorldInvoice } from './world.ts';

type Effect = (invoice: WorldInvoice, step: Step, perform: Perform) => void;

function makeTask(invoice: WorldInvoice, step: Step, perform: Perform): void {
  invoice.tasks = [...invoice.tasks, { id: perform.id, step: step.id, doneAt: null, outcome: null }];
}

/** What performing a step changes in the world, for the kinds that change anything but the customer's inbox. */
export const effects: Partial<Record<Step['kind'], Effect>> = {
  call: makeTask,
  approve: makeTask,
  handoff: makeTask,
  set: (invoice, step) => {
    if (step.kind !== 'set') return;
    const { tag = [], untag = [], owner } = step;
    const kept = invoice.invoice.tags.filter((name) => !untag.includes(name) && !tag.includes(name));
    invoice.invoice.tags = [...kept, ...tag];
    if (owner !== undefined) invoice.customer.owner = owner;
  },
};

/** What a task beside the flow changes: only a broken promise is a fact. */
export function performTask(invoice: WorldInvoice, task: TaskReason, object: string | null): void {
  if (task !== 'promise-broken') return;
  invoice.promises = invoice.promises.map((one) => (one.id === object ? { ...one, fate: 'broken' } : one));
  invoice.customer.brokenPromises += 1;
}
