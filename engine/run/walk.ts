import type { Command, Event, Plan, RunState, TraceLine } from '../../schemas/index.ts';
import { follow, timeOf } from './advance.ts';
import { type Draft, stepBudget } from './draft.ts';
import { newRun } from './new-run.ts';

/**
 * A run in the hands of one owner, for drivers that keep nothing of the past: its state is written in
 * place and its lines are collected. Event by event it gives what `advance` gives.
 */
export interface Walk {
  readonly state: RunState;
  readonly lines: readonly TraceLine[];
  /** Takes an event; gives the commands that come of it. */
  take(event: Event): readonly Command[];
}

const nothing: readonly never[] = [];

/** Begins a new run that is walked in place. */
export function createWalk(plan: Plan, run: string): Walk {
  const d: Draft = {
    plan,
    s: newRun(plan, run),
    commands: nothing,
    lines: [],
    budget: stepBudget,
    ownsTrail: true,
  };
  return {
    state: d.s,
    lines: d.lines,
    take(event) {
      const at = timeOf(plan, d.s, event);
      if (at === null) return nothing;
      d.commands = nothing;
      d.budget = stepBudget;
      follow(d, event, at);
      return d.commands;
    },
  };
}
