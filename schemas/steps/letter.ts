import { z } from 'zod';
import { Attach, contactBase, MessageId } from './base.ts';

/** Posts a letter; ready to print, sign and post where no provider is configured. */
export const LetterStep = z
  .strictObject({
    ...contactBase,
    kind: z.literal('letter'),
    message: MessageId,
    attach: Attach,
  })
  .describe('Posts a letter; ready to print, sign and post where no provider is configured.');
export type LetterStep = z.infer<typeof LetterStep>;
