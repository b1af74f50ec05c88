import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Assign } from './assign.ts';
import { Next, stepBase } from './base.ts';

/** Asks a person before the run goes on; its clock stops while the run is held. */
export const ApproveStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('approve'),
    who: Assign.optional(),
    question: z.string().min(1).max(500).describe('What the person is asked.'),
    within: Duration,
    approved: Next,
    refused: Next,
    timeout: Next,
  })
  .describe('Asks a person before the run goes on; its clock stops while the run is held.');
export type ApproveStep = z.infer<typeof ApproveStep>;
