import type { Draft } from './draft.ts';
import { ruleOf } from './steps/index.ts';

/**
 * The step stands still until the run is free again; a clock that stops keeps what is left of its
 * deadline. Also where only a question about the holds is open and something came that the step must
 * not miss: it is taken up when the run is let go.
 */
export function halt(d: Draft): void {
  const { s } = d;
  if (s.halted) return;
  s.halted = true;
  const step = d.plan.steps[s.step];
  if (step !== undefined && ruleOf(step).clock === 'stops' && s.deadline !== null) {
    s.left = Math.max(0, s.deadline - s.at);
    s.deadline = null;
  }
}
