import { z } from 'zod';
import { Next, stepBase } from './base.ts';

const Tag = z.string().min(1).max(100);

/** Sets tags, the stage or the owner. */
export const SetStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('set'),
    tag: z.array(Tag).optional().describe('Tags put on the invoice.'),
    untag: z.array(Tag).optional().describe('Tags taken off the invoice.'),
    stage: z.string().min(1).max(100).optional().describe('The stage shown for the invoice.'),
    owner: z.email().optional().describe('The person who takes the customer over.'),
    next: Next,
  })
  .describe('Sets tags, the stage or the owner.');
export type SetStep = z.infer<typeof SetStep>;
