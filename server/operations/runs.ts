import { z } from 'zod';
import { countRunsByStep, listRuns } from '../../store/index.ts';
import { findCustomer } from './find-invoice.ts';
import { operation } from './operation.ts';

/** Runs by flow and step; with a flow, a step or a customer one by one. */
export const runs = operation({
  name: 'runs',
  input: z.strictObject({
    flow: z.string().optional(),
    step: z.string().optional(),
    customer: z.string().optional(),
    status: z.enum(['running', 'finished', 'poisoned']).optional(),
    held: z.boolean().optional(),
    list: z.boolean().optional(),
    limit: z.int().min(1).max(100_000).optional(),
  }),
  async run(house, { list, customer, limit, ...query }) {
    const { db } = house.store;
    const steps = await countRunsByStep(db);
    const wants = list === true || customer !== undefined || Object.keys(query).length > 0;
    const found = customer === undefined ? undefined : await findCustomer(house, customer);
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
    const own = found === undefined ? {} : { customer: found.customer };
    const lines = wants ? await listRuns(db, { ...given, ...own, limit: limit ?? 100 }) : [];
    const names: Record<string, { name: string; steps: Record<string, string> }> = {};
    for (const [flow, digest] of await house.heads.byFlow()) {
      const { release } = await house.carrier.releases.get(db, digest);
      const labels = release.flow.steps.map((step) => [step.id, step.name ?? step.id] as const);
      names[flow] = { name: release.flow.name, steps: Object.fromEntries(labels) };
    }
    return { steps, runs: lines, names };
  },
});
