import { z } from 'zod';
import { Despite, Next, stepBase } from './base.ts';

/** Tells another system. */
export const WebhookStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/ }),
    despite: Despite,
    next: Next,
  })
  .describe('Tells another system.');
export type WebhookStep = z.infer<typeof WebhookStep>;
