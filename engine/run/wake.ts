import type { Plan, RunState } from '../../schemas/index.ts';
import { isHeld } from './free.ts';
import { isEmpty } from './records.ts';

/**
 * The instant that a driver must arm, derived from the state alone; null where only an event moves
 * the run. While held it is the earliest timed hold; otherwise the step's deadline or the deferral of
 * its request.
 */
export function nextWake(plan: Plan, state: RunState): number | null {
  if (state.phase !== 'running' || state.closing !== null || state.standing !== null) return null;
  if (!isEmpty(state.keeping)) return null;
  let wake: number | null = null;
  for (const hold of state.holds) {
    if (hold.until !== null && (wake === null || hold.until < wake)) wake = hold.until;
  }
  if (state.holds.length > 0 && isHeld(state, plan.steps[state.step])) return wake;
  const own = stepWake(state);
  if (own === null) return wake;
  return wake === null || own < wake ? own : wake;
}

/** The deadline of the step, or the end of its request's deferral. */
export function stepWake(state: RunState): number | null {
  if (state.open?.type === 'perform') return state.open.status === 'deferred' ? state.open.until : null;
  return state.open === null ? state.deadline : null;
}
