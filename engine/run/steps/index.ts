import type { Step, StepKind, StepOf } from '../../../schemas/index.ts';
import { approve } from './approve.ts';
import { branch } from './branch.ts';
import { call } from './call.ts';
import { email } from './email.ts';
import { end } from './end.ts';
import { experiment } from './experiment.ts';
import { handoff } from './handoff.ts';
import { letter } from './letter.ts';
import { listen } from './listen.ts';
import { notify } from './notify.ts';
import { registeredLetter } from './registered-letter.ts';
import type { StepRule } from './rule.ts';
import { set } from './set.ts';
import { sms } from './sms.ts';
import { wait } from './wait.ts';
import { webhook } from './webhook.ts';

/** The register of step kinds in the reducer. */
const rules: { readonly [K in StepKind]: StepRule<StepOf<K>> } = {
  wait,
  listen,
  branch,
  experiment,
  email,
  sms,
  call,
  letter,
  'registered-letter': registeredLetter,
  webhook,
  notify,
  approve,
  set,
  handoff,
  end,
};

/** The rule of a step, typed for steps of any kind: the register guarantees that both fit. */
export function ruleOf(step: Step): StepRule {
  return rules[step.kind] as StepRule;
}
