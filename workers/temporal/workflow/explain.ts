import type { Hold, Plan, RunState } from '../../../schemas/index.ts';
import { nextAction } from './words.ts';

/** Why a run stands where it stands, for the query `explanation`. Instants are ISO strings. */
export interface Explanation {
  readonly flow: string;
  readonly release: string;
  readonly step: string;
  readonly since: string;
  readonly waitsFor: string;
  readonly until: string | null;
  readonly next: string | null;
  readonly holds: readonly Hold[];
  readonly problems: readonly string[];
}

interface Standing {
  readonly plan: Plan;
  readonly state: RunState;
  readonly wake: number | null;
  readonly notes: { readonly kept: readonly string[] };
}

const iso = (instant: number) => new Date(instant).toISOString();

export function explain({ plan, state, wake, notes }: Standing): Explanation {
  return {
    flow: plan.flow,
    release: state.release,
    step: state.step,
    since: iso(state.entered),
    waitsFor: waitsFor(plan, state),
    until: wake === null ? null : iso(wake),
    next: nextAction(plan, state),
    holds: state.holds,
    problems: notes.kept,
  };
}

function waitsFor(plan: Plan, { phase, open, holds, step }: RunState): string {
  if (phase === 'finished') return 'nothing: the run has ended';
  if (holds.length > 0) return `the end of ${holds.map(({ cause }) => cause).join(', ')}`;
  if (open?.type === 'decide') return `the answer to ${open.ask}`;
  if (open?.type === 'perform')
    return `the outcome of ${plan.steps[step]?.kind ?? 'step'} ${step} (${open.status})`;
  return plan.steps[step]?.kind ?? 'nothing';
}
