import { z } from 'zod';
import { Duration } from '../duration.ts';
import { Next, StepId, stepBase } from './base.ts';

/** What a `listen` can wait for, by the event's kind. */
export const listenable = [
  'replied',
  'promised',
  'disputed',
  'partly-paid',
  'bounced',
  'task-done',
  'tagged',
] as const;

export const taskOutcomes = [
  'promise',
  'dispute',
  'wrong-contact',
  'no-answer',
  'will-check',
  'done',
  'approved',
  'refused',
] as const;
export const TaskOutcome = z.enum(taskOutcomes);
export type TaskOutcome = z.infer<typeof TaskOutcome>;

export const ListenOutcome = z.strictObject({
  name: z.string().min(1).max(100).describe('A name for people and for the trace.'),
  on: z.enum(listenable).describe('The event that is heard.'),
  outcome: z
    .array(TaskOutcome)
    .min(1)
    .optional()
    .describe('With `task-done`: which outcomes count; every one where absent.'),
  tag: z.string().min(1).max(100).optional().describe('With `tagged`: which tag counts.'),
  next: Next,
});
export type ListenOutcome = z.infer<typeof ListenOutcome>;

/** Listens for what happens, for a limited time; its clock stops while the run is held. */
export const ListenStep = z
  .strictObject({
    ...stepBase,
    kind: z.literal('listen'),
    since: StepId.optional().describe(
      'Counts what happened since this step; since this `listen` began where absent.',
    ),
    outcomes: z.array(ListenOutcome).min(1),
    within: Duration,
    timeout: Next,
  })
  .describe('Listens for what happens, for a limited time; its clock stops while the run is held.');
export type ListenStep = z.infer<typeof ListenStep>;
