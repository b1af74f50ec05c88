import { z } from 'zod';
import { Next, stepBase } from './base.ts';

export const Variant = z.strictObject({
  name: z.string().min(1).max(100),
  weight: z.int().min(1).max(1_000_000),
  next: Next,
});
export type Variant = z.infer<typeof Variant>;

/** Divides customers over variants by weight; all invoices of one customer take the same variant. */
export const ExperimentStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('experiment'),
    variants: z.array(Variant).min(2),
  })
  .describe('Divides customers over variants by weight; all invoices of one customer take the same variant.');
export type ExperimentStep = z.infer<typeof ExperimentStep>;
