import { z } from 'zod';
import { Attach, contactBase, MessageId, Recipients } from './base.ts';

/** Sends an email. */
export const EmailStep = z
  .strictObject({
    ...contactBase,
    kind: z.literal('email'),
    cc: Recipients.optional().describe('Roles that receive a copy.'),
    message: MessageId,
    attach: Attach,
  })
  .describe('Sends an email.');
export type EmailStep = z.infer<typeof EmailStep>;
