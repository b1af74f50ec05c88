import { z } from 'zod';
import { Tone } from '../tone.ts';

/** A step's id: short, readable, stable; lower-case letters, digits and hyphens. */
export const StepId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .refine((id) => id !== 'constructor', 'this word is reserved')
  .describe('Lower-case letters, digits and hyphens; a published id is never given to another step.');

export const Next = StepId.describe('The id of the step that follows.');

/** What every step carries. */
export const stepBase = {
  id: StepId,
  name: z.string().max(200).optional().describe('A name for people; the id where absent.'),
  note: z.string().max(2000).optional().describe('A remark for whoever reads the flow; never sent.'),
};

export const MessageId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .describe('The folder under `messages/` that holds this message in each language and channel.');

export const roles = ['billing', 'accountant', 'cfo', 'manager'] as const;
export const Role = z.enum(roles).describe('The role of a contact at the customer.');
export type Role = z.infer<typeof Role>;

export const Recipients = z
  .array(Role)
  .min(1)
  .describe('Roles in order of preference; the first with a usable address receives.');

export const Despite = z
  .array(z.enum(['promised', 'disputed']))
  .optional()
  .describe('Holds that do not stop this one step: a summary of a call may quote the promise just made.');

/** What every step that reaches a customer carries. */
export const contactBase = {
  ...stepBase,
  to: Recipients,
  tone: Tone,
  despite: Despite,
  next: Next,
  bounced: Next.optional().describe('Where a bounced message leads; a task and a hold where absent.'),
  unreachable: Next.optional().describe('Where a missing address leads; a task and a hold where absent.'),
};

export const Attach = z
  .array(z.enum(['invoice']))
  .optional()
  .describe('Documents sent along.');
