import { currentStep, type Draft, InvariantError, note, raise } from './draft.ts';
import { isHeld } from './free.ts';
import { ruleOf } from './steps/index.ts';

/** Enters a step: counts the visit, forgets what belonged to the step before, and begins unless held. */
export function go(d: Draft, id: string): void {
  const { s } = d;
  if (d.plan.steps[id] === undefined) {
    throw new InvariantError(`release ${d.plan.release} leads to step "${id}", which it lacks`, s.run);
  }
  const before = s.trail[id];
  const visits = (before?.visits ?? 0) + 1;
  s.step = id;
  s.visit = visits;
  s.entered = s.at;
  s.open = null;
  s.deadline = null;
  s.left = null;
  s.since = null;
  s.remembered = null;
  s.halted = true;
  note(d, id, { visits, entered: s.at, delivered: null });
  d.budget -= 1;
  if (visits > d.plan.policies.visits) {
    raise(d, { code: 'too-many-visits' });
    return;
  }
  if (d.budget < 0) {
    raise(d, { code: 'step-budget' });
    return;
  }
  const step = currentStep(d);
  s.halted = s.holds.length > 0 && isHeld(s, step);
  if (!s.halted) ruleOf(step).enter(d, step);
}
