import { z } from 'zod';
import { Attach, contactBase, MessageId } from './base.ts';

/** Posts a registered letter; ready to print, sign and post where no provider is configured. */
export const RegisteredLetterStep = z
  .strictObject({
    ...contactBase,
    kind: z.literal('registered-letter'),
    message: MessageId,
    attach: Attach,
  })
  .describe('Posts a registered letter; ready to print, sign and post where no provider is configured.');
export type RegisteredLetterStep = z.infer<typeof RegisteredLetterStep>;
