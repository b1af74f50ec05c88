import type { Hold, RunState, Step } from '../../schemas/index.ts';
import type { Draft } from './draft.ts';
import { isEmpty } from './records.ts';

/** A hold's identity: the same cause and object is the same hold. */
export function keyOf(hold: Pick<Hold, 'cause' | 'object'>): string {
  return `${hold.cause}:${hold.object}`;
}

/** The run's release has no step for it: only a jump or another migration leads on. */
export function isNoStep(hold: Hold): boolean {
  return hold.cause === 'problem' && hold.object === 'no-step';
}

function ignores(step: Step | undefined, hold: Hold): boolean {
  if (step === undefined || !('despite' in step) || step.despite === undefined) return false;
  if (hold.cause === 'promise') return step.despite.includes('promised');
  return hold.cause === 'dispute' && step.despite.includes('disputed');
}

/** True while a hold stands that this step may not ignore. */
export function isHeld(state: Pick<RunState, 'holds'>, step: Step | undefined): boolean {
  return state.holds.some((hold) => !ignores(step, hold));
}

/** True while the draft's run may move: not held, not closing, no question about its holds open. */
export function isFree(d: Draft): boolean {
  const { s } = d;
  return (
    s.phase === 'running' &&
    s.closing === null &&
    s.standing === null &&
    isEmpty(s.keeping) &&
    (s.holds.length === 0 || !isHeld(s, d.plan.steps[s.step]))
  );
}
