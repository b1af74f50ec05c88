import { z } from 'zod';
import { Condition } from './condition.ts';
import { Duration } from './duration.ts';
import { Currency } from './money.ts';
import { Policies } from './policies.ts';
import { StepId } from './steps/base.ts';
import { Step } from './steps/index.ts';

const Jump = z.strictObject({ jump: StepId.describe('The id of the step that the run goes on with.') });

/** What an interrupt does to the run. */
export const Interrupt = z
  .union([z.enum(['hold', 'end']), Jump])
  .describe('`hold`, `end`, or `{ "jump": "<step>" }`.');
export type Interrupt = z.infer<typeof Interrupt>;

export const Interrupts = z
  .strictObject({
    disputed: Interrupt.optional().describe('An open dispute; `hold` where absent.'),
    promised: z
      .strictObject({
        grace: Duration.optional().describe('Time after the promised date; `2 business days` where absent.'),
        broken: z
          .union([z.enum(['continue', 'end']), Jump])
          .optional()
          .describe('`continue` where absent.'),
      })
      .optional()
      .describe('A promise holds the run until its date plus grace.'),
    tags: z
      .record(z.string().min(1).max(100), Interrupt)
      .optional()
      .describe('Tags of the customer or the invoice that stop the run.'),
    insolvent: z
      .union([z.enum(['handoff', 'end']), Jump])
      .optional()
      .describe('`handoff` where absent.'),
  })
  .describe('What stops or redirects a run, declared once. Paid ends it, always.');
export type Interrupts = z.infer<typeof Interrupts>;

export const FlowId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);

/** The drawing: an escalation of steps, kept in git as canonical JSON. */
export const Flow = z
  .strictObject({
    $schema: z.string().optional().describe('Where an editor finds the schema; means nothing to Palier.'),
    id: FlowId.describe('Lower-case letters, digits and hyphens; the name of the file before `.flow.json`.'),
    name: z.string().min(1).max(200).describe('A name for people.'),
    note: z.string().max(2000).optional().describe('A remark for whoever reads the flow.'),
    currency: Currency,
    entry: z
      .strictObject({ when: Condition })
      .optional()
      .describe('Which invoices this flow takes; every one where absent.'),
    policies: Policies.partial().optional(),
    interrupts: Interrupts.optional(),
    start: StepId.describe('The id of the first step.'),
    steps: z.array(Step).min(1).max(2000).describe('Steps in any order; each names the one that follows.'),
  })
  .meta({
    id: 'Flow',
    title: 'Palier flow',
    description: 'An escalation of unpaid invoices, executed once for each invoice.',
  });
export type Flow = z.infer<typeof Flow>;
