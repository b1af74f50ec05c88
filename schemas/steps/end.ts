import { z } from 'zod';
import { stepBase } from './base.ts';

/** Ends the run; tasks stay open. */
export const EndStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('end'),
    outcome: z.enum(['completed', 'handed-over']).optional().describe('`completed` where absent.'),
  })
  .describe('Ends the run; tasks stay open.');
export type EndStep = z.infer<typeof EndStep>;
