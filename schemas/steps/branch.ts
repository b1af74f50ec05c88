import { z } from 'zod';
import { Condition } from '../condition.ts';
import { Next, stepBase } from './base.ts';

export const BranchCase = z.strictObject({ name: z.string().min(1).max(100), when: Condition, next: Next });

/** Takes the first case whose condition holds. */
export const BranchStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('branch'),
    cases: z.array(BranchCase).min(1),
    else: Next.describe('Where no case holds.'),
    unknown: Next.optional().describe('Where a value is missing; the run is held where absent.'),
  })
  .describe('Takes the first case whose condition holds.');
export type BranchStep = z.infer<typeof BranchStep>;
