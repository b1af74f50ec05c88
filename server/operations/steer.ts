/** Orders that move a run: skip, jump, stop. */
import { z } from 'zod';
import { closestName } from '../../engine/rules/index.ts';
import type { Step } from '../../schemas/index.ts';
import { findInvoice, named } from './find-invoice.ts';
import { operation } from './operation.ts';
import { giveOrder, runOf } from './order.ts';
import { Refusal } from './refusal.ts';

const reason = z.string().max(2_000).optional();
const Input = z.strictObject({ invoice: z.string().min(1), reason });

function labelOf(step: Step | undefined, id: string): string {
  return step?.name ?? id;
}

/** Leaves out the step at which the run stands. */
export const skip = operation({
  name: 'skip',
  input: Input,
  async run(house, { invoice, reason: why }, caller) {
    const found = await findInvoice(house, invoice);
    const { run, state, loaded } = await runOf(house, found);
    const step = loaded.prepared.plan.steps[state.step];
    await giveOrder(house, run, { order: 'skip' }, { caller, why });
    return { invoice: named(found), skipped: labelOf(step, state.step) };
  },
});

/** Enters another step of the flow. */
export const jump = operation({
  name: 'jump',
  input: Input.extend({ to: z.string().min(1) }),
  async run(house, { invoice, to, reason: why }, caller) {
    const found = await findInvoice(house, invoice);
    const { run, loaded } = await runOf(house, found);
    const { steps } = loaded.prepared.plan;
    const step = Object.hasOwn(steps, to) ? steps[to] : undefined;
    if (step === undefined) {
      const ids = Object.keys(steps);
      const near = closestName(to, ids);
      throw new Refusal('not-found', {
        fr: `ce scénario n’a pas d’étape « ${to.slice(0, 100)} » ; ${near === null ? `il a ${ids.join(', ')}` : `vouliez-vous dire « ${near} » ?`}`,
        en: `this flow has no step "${to.slice(0, 100)}"; ${near === null ? `it has ${ids.join(', ')}` : `did you mean "${near}"?`}`,
      });
    }
    await giveOrder(house, run, { order: 'jump', step: to }, { caller, why });
    return { invoice: named(found), to: labelOf(step, to) };
  },
});

/** Ends the run; the invoice stays open and no flow takes it again. */
export const stop = operation({
  name: 'stop',
  input: Input,
  async run(house, { invoice, reason: why }, caller) {
    const found = await findInvoice(house, invoice);
    const { run } = await runOf(house, found);
    await giveOrder(house, run, { order: 'stop' }, { caller, why });
    return { invoice: named(found) };
  },
});
