import type { Ordered, Plan, RunState } from '../../schemas/index.ts';
import { close } from './closing.ts';
import { askHolds, type Draft, line } from './draft.ts';
import { isNoStep } from './free.ts';
import { resolveDelivery } from './outcomes.ts';
import { remember } from './seen.ts';
import { ruleOf } from './steps/index.ts';

function wayOf(plan: Plan, state: RunState, event: Ordered): string | null {
  const step = plan.steps[state.step];
  if (step === undefined || state.visit === 0 || state.holds.some(isNoStep)) return null;
  return ruleOf(step).ordered(step, event.order);
}

/** False for an order that changes nothing here: a jump to no step, a skip that leads nowhere. */
export function hasEffect(plan: Plan, state: RunState, event: Ordered): boolean {
  switch (event.order) {
    case 'pause':
    case 'resume':
    case 'stop':
      return true;
    case 'jump':
      return event.step !== undefined && Object.hasOwn(plan.steps, event.step);
    case 'skip':
    case 'approve':
    case 'refuse':
      return wayOf(plan, state, event) !== null;
    case 'migrate':
      return event.release !== undefined && (event.from ?? state.release) === state.release;
    case 'resolve':
      return (
        event.fate !== undefined &&
        state.holds.some((hold) => hold.cause === 'delivery' && hold.object === event.delivery)
      );
  }
}

function liftProblems(d: Draft): void {
  d.s.holds = d.s.holds.filter((hold) => hold.cause !== 'problem');
  d.s.since = null;
}

function lead(d: Draft, event: Ordered, way: string | null): void {
  if (way === null) return;
  line(d, 'ordered', event.order === 'jump' ? { order: 'jump', to: way } : { order: event.order });
  liftProblems(d);
  close(d, { kind: 'enter', step: way });
}

/** A run without a step in its release stays without one. */
function resume(d: Draft): void {
  const without = d.s.holds.filter(isNoStep);
  line(d, 'ordered', { order: 'resume' });
  liftProblems(d);
  d.s.holds = [...d.s.holds, ...without];
  askHolds(d);
}

/** Follows an operator's order; one without effect never comes here. */
export function ordered(d: Draft, event: Ordered): void {
  remember(d, event.id);
  switch (event.order) {
    case 'pause':
      askHolds(d);
      return;
    case 'resume':
      resume(d);
      return;
    case 'stop':
      line(d, 'ordered', { order: 'stop' });
      close(d, { kind: 'finish', outcome: 'stopped' });
      return;
    case 'jump':
      lead(d, event, event.step ?? null);
      return;
    case 'skip':
    case 'approve':
    case 'refuse':
      lead(d, event, wayOf(d.plan, d.s, event));
      return;
    case 'migrate':
      if (event.release === undefined) return;
      close(d, { kind: 'adopt', release: event.release, moves: event.moves ?? {} });
      return;
    case 'resolve':
      if (event.delivery === undefined || event.fate === undefined) return;
      resolveDelivery(d, event.delivery, event.fate);
      return;
  }
}
