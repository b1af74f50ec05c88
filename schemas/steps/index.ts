/**
 * The register of step kinds. A new kind is one new file here, one in `engine/run/steps`, one in the
 * editor, and one line in each register.
 */
import { z } from 'zod';
import { ApproveStep } from './approve.ts';
import { BranchStep } from './branch.ts';
import { CallStep } from './call.ts';
import { EmailStep } from './email.ts';
import { EndStep } from './end.ts';
import { ExperimentStep } from './experiment.ts';
import { HandoffStep } from './handoff.ts';
import { LetterStep } from './letter.ts';
import { ListenStep } from './listen.ts';
import { NotifyStep } from './notify.ts';
import { RegisteredLetterStep } from './registered-letter.ts';
import { SetStep } from './set.ts';
import { SmsStep } from './sms.ts';
import { WaitStep } from './wait.ts';
import { WebhookStep } from './webhook.ts';

export const stepSchemas = {
  wait: WaitStep,
  listen: ListenStep,
  branch: BranchStep,
  experiment: ExperimentStep,
  email: EmailStep,
  sms: SmsStep,
  call: CallStep,
  letter: LetterStep,
  'registered-letter': RegisteredLetterStep,
  webhook: WebhookStep,
  notify: NotifyStep,
  approve: ApproveStep,
  set: SetStep,
  handoff: HandoffStep,
  end: EndStep,
} as const;

export type StepKind = keyof typeof stepSchemas;
export const stepKinds = Object.keys(stepSchemas) as readonly StepKind[];

export const Step = z.discriminatedUnion('kind', [
  WaitStep,
  ListenStep,
  BranchStep,
  ExperimentStep,
  EmailStep,
  SmsStep,
  CallStep,
  LetterStep,
  RegisteredLetterStep,
  WebhookStep,
  NotifyStep,
  ApproveStep,
  SetStep,
  HandoffStep,
  EndStep,
]);
export type Step = z.infer<typeof Step>;
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;

/** Steps whose message reaches a customer and counts towards the cap. */
export const contactKinds = ['email', 'sms', 'letter', 'registered-letter'] as const;
export type ContactKind = (typeof contactKinds)[number];
export type ContactStep = StepOf<ContactKind>;

export function isContact(step: Step): step is ContactStep {
  return (contactKinds as readonly StepKind[]).includes(step.kind);
}

export { type Role, roles } from './base.ts';

export { type ListenOutcome, type TaskOutcome, taskOutcomes } from './listen.ts';
export type {
  ApproveStep,
  BranchStep,
  CallStep,
  EmailStep,
  EndStep,
  ExperimentStep,
  HandoffStep,
  LetterStep,
  ListenStep,
  NotifyStep,
  RegisteredLetterStep,
  SetStep,
  SmsStep,
  WaitStep,
  WebhookStep,
};
