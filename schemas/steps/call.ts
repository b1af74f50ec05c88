import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Assign } from './assign.ts';
import { Despite, MessageId, Next, Recipients, stepBase } from './base.ts';

/** Makes a task for a collector to call; does not block: a `listen` waits for its outcome. */
export const CallStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('call'),
    to: Recipients,
    script: MessageId.describe('The message that holds the script of the call.'),
    assign: Assign.optional(),
    within: Duration.describe('The deadline of the task.'),
    despite: Despite,
    next: Next,
  })
  .describe('Makes a task for a collector to call; does not block: a `listen` waits for its outcome.');
export type CallStep = z.infer<typeof CallStep>;
