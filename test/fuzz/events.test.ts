import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { advance, newRun } from '../../engine/run/index.ts';
import {
  type Event,
  happenings,
  orders,
  type Plan,
  type RunState,
  taskOutcomes,
} from '../../schemas/index.ts';
import { loadRelease } from '../../workers/carry/index.ts';
import { readEvent } from '../../workers/temporal/workflow/read-event.ts';
import { exampleRelease, exampleWorkspace } from '../conformance/examples.ts';
import { fuzzing, minutes, mutatedValue } from './mutated.ts';

const plans = exampleWorkspace.flows.map((id) => loadRelease(exampleRelease(id)).prepared.plan);
const now = Date.parse('2026-03-02T09:00:00Z');
const day = 86_400_000;

const told: readonly unknown[] = [
  ...happenings.map((what) => ({ type: 'happened', id: `h-${what}`, at: now, what, object: '7' })),
  ...taskOutcomes.map((outcome) => ({
    ...{ type: 'happened', id: `t-${outcome}`, at: now, what: 'task-done', object: '7', step: 'appel' },
    outcome,
  })),
  ...orders.map((order) => ({ type: 'ordered', id: `o-${order}`, at: now, order, step: 'relance-1' })),
  { type: 'ordered', id: 'resolve', at: now, order: 'resolve', delivery: '3', fate: 'sent' },
];

const answers: readonly unknown[] = [
  { ask: 'when', at: now + day, planned: now, late: false },
  { ask: 'which', way: 'else' },
  { ask: 'which', way: 'unknown' },
  { ask: 'variant', variant: 'a' },
  { ask: 'holds', settled: null, insolvent: false, holds: [] },
  { ask: 'holds', settled: null, insolvent: false, holds: [{ cause: 'dispute', object: '7', until: null }] },
  { ask: 'kept', fate: 'broken' },
];
const outcomes: readonly unknown[] = [
  { fate: 'done', delivery: '3' },
  { fate: 'void', why: 'paid' },
  { fate: 'deferred', until: now + day, why: 'cap' },
  { fate: 'failed', problem: { code: 'x', message: 'y' } },
  { fate: 'unreachable' },
  { fate: 'uncertain', delivery: '3' },
];

/** What comes next: an answer to what was asked, or something that the world says, right or not. */
const next = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('answer', 'wake') }, mutatedValue(told));
const luck = fc.nat(1_000);

function eventFor(state: RunState, what: unknown, chance: number): Event | null {
  const { open } = state;
  if (what === 'wake') return { type: 'woke', at: (state.sleeping ?? state.at) + (chance % 3) * day };
  if (what !== 'answer') return readEvent(what, now + 400 * day);
  if (open === null) return null;
  if (open.type === 'perform') {
    return readEvent(
      { type: 'performed', command: open.id, outcome: outcomes[chance % outcomes.length] },
      now,
    );
  }
  const fitting = answers.filter((answer) => (answer as { ask: string }).ask === open.ask);
  return { type: 'decided', command: open.id, answer: fitting[chance % fitting.length] } as Event;
}

it(
  'whatever a run is told, it rests in a state that can be written down, and time never runs back',
  () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plans),
        fc.array(fc.tuple(next, luck), { maxLength: 30 }),
        (plan, said) => {
          let state = advance(plan, newRun(plan, '1-1'), { type: 'started', at: now }).state;
          for (const [what, chance] of said) {
            const event = eventFor(state, what, chance);
            if (event !== null) state = expectSense(plan, state, event);
          }
        },
      ),
      fuzzing,
    );
  },
  minutes,
);

function expectSense(plan: Plan, state: RunState, event: Event): RunState {
  const before = JSON.stringify(state);
  const after = advance(plan, state, event);

  expect(JSON.stringify(state)).toBe(before);
  expect(after.state.at).toBeGreaterThanOrEqual(state.at);
  expect(plan.steps[after.state.step]).toBeDefined();
  expect(JSON.parse(JSON.stringify(after.state))).toEqual(after.state);
  const again = advance(plan, after.state, event);
  if (event.type === 'happened' || event.type === 'ordered') expect(again.state).toBe(after.state);
  return after.state;
}
