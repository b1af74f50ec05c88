import { z } from 'zod';

/** Who gets a task or a notice: the customer's owner, the team, or a person by email address. */
export const Assign = z
  .union([z.enum(['owner', 'team']), z.email()])
  .describe('`owner` (the customer’s), `team`, or the email address of a person; `owner` where absent.');
