import { z } from 'zod';
import { Duration, LocalTime } from '../duration.ts';
import { Next, StepId, stepBase } from './base.ts';

export const WaitUntil = z
  .strictObject({
    from: z
      .enum(['due', 'issued', 'delivery', 'step'])
      .describe('Counts from the due date, the issue date, the previous delivery or the start of this step.'),
    step: StepId.optional().describe(
      'With `delivery`: the step whose delivery counts, in place of the last one.',
    ),
    days: z.int().min(-3660).max(3660).describe('Days after (or, negative, before) that date.'),
    count: z.enum(['calendar', 'business']).optional().describe('Which days count; `calendar` where absent.'),
    at: LocalTime.optional().describe('Local time; the opening of the send window where absent.'),
    atLeast: Duration.optional().describe('Least time since the previous delivery, for legal delays.'),
  })
  .describe('The moment at which the wait is over.');

/** Waits until a moment counted from a date of the invoice or of the run. */
export const WaitStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('wait'),
    until: WaitUntil,
    next: Next,
  })
  .describe('Waits until a moment counted from a date of the invoice or of the run.');
export type WaitStep = z.infer<typeof WaitStep>;
