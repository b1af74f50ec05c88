import { z } from 'zod';
import { pause as pauseInvoice, resume as resumeInvoice } from '../../store/index.ts';
import { deedOf } from './act.ts';
import { findInvoice, named } from './find-invoice.ts';
import { operation } from './operation.ts';
import { giveOrder, runOf } from './order.ts';

const Input = z.strictObject({ invoice: z.string().min(1), reason: z.string().max(2_000).optional() });

/** Stops an invoice until somebody resumes it. Stored first, then told, so that the mailroom sees it. */
export const pause = operation({
  name: 'pause',
  input: Input,
  async run(house, { invoice, reason }, caller) {
    const found = await findInvoice(house, invoice);
    const { run } = await runOf(house, found);
    await pauseInvoice(house.store.db, { invoice: found.invoice }, deedOf(house, caller, reason));
    await giveOrder(house, run, { order: 'pause' }, { caller, why: reason });
    return { invoice: named(found) };
  },
});

/** Ends the pause, lifts the problem that holds the run, and gives one that was set aside another try. */
export const resume = operation({
  name: 'resume',
  input: Input,
  async run(house, { invoice, reason }, caller) {
    const found = await findInvoice(house, invoice);
    const { run, state } = await runOf(house, found);
    const wasPaused = await resumeInvoice(
      house.store.db,
      { invoice: found.invoice },
      deedOf(house, caller, reason),
    );
    const wasSetAside = await giveOrder(house, run, { order: 'resume' }, { caller, why: reason });
    const problems = state.holds.filter(({ cause }) => cause === 'problem').map(({ object }) => object);
    const still = state.holds
      .filter(({ cause }) => cause !== 'problem' && cause !== 'pause')
      .map(({ cause }) => cause);
    return { invoice: named(found), wasPaused, wasSetAside, problems, still };
  },
});
