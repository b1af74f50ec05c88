import type { Plan, RunState } from '../../schemas/index.ts';

/** The state of a run before its first event. `run` is unique for invoice and cycle. */
export function newRun(plan: Plan, run: string): RunState {
  return {
    run,
    release: plan.release,
    phase: 'new',
    at: 0,
    step: plan.start,
    visit: 0,
    entered: 0,
    counter: 0,
    open: null,
    standing: null,
    keeping: {},
    asides: {},
    deadline: null,
    left: null,
    since: null,
    planned: null,
    late: false,
    lastDelivery: null,
    trail: {},
    halted: true,
    holds: [],
    heard: {},
    seen: [],
    honoured: [],
    remembered: null,
    closing: null,
    sleeping: null,
    outcome: null,
  };
}
