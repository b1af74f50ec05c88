import { z } from 'zod';
import { contactBase, MessageId } from './base.ts';

/** Sends a text message. */
export const SmsStep = z
  .strictObject({ ...contactBase, kind: z.literal('sms'), message: MessageId })
  .describe('Sends a text message.');
export type SmsStep = z.infer<typeof SmsStep>;
