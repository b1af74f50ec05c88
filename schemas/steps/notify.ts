import { z } from 'zod';
import { Assign } from './assign.ts';
import { MessageId, Next, stepBase } from './base.ts';

/** Tells someone inside; never reaches the customer and counts towards no cap. */
export const NotifyStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('notify'),
    who: Assign.optional(),
    message: MessageId,
    next: Next,
  })
  .describe('Tells someone inside; never reaches the customer and counts towards no cap.');
export type NotifyStep = z.infer<typeof NotifyStep>;
