import { z } from 'zod';
import { Assign } from './assign.ts';
import { Next, stepBase } from './base.ts';

/** Hands the invoice over: a file for the people of contentieux and a task for them. */
export const HandoffStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('handoff'),
    to: z.string().min(1).max(100).describe('Who takes over: `contentieux`, a collector, a lawyer.'),
    who: Assign.optional(),
    next: Next,
  })
  .describe('Hands the invoice over: a file for the people of contentieux and a task for them.');
export type HandoffStep = z.infer<typeof HandoffStep>;
