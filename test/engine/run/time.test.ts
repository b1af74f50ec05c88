import { expect, test } from 'vitest';
import { advance, newRun } from '../../../engine/run/index.ts';
import type { Event } from '../../../schemas/index.ts';
import { email, end, planOf, wait } from './plans.ts';
import { day } from './sentences.ts';
import { startWalk, walkFrom } from './walk.ts';

const plan = planOf([wait('j7', 'relance'), email('relance', 'fin'), end]);

test('T1 only started begins a run', () => {
  const run = newRun(plan, 'run-1');
  const others: readonly Event[] = [
    { type: 'woke', at: 5 },
    { type: 'happened', id: 'e1', at: 5, what: 'paid' },
    { type: 'ordered', id: 'e2', at: 5, order: 'stop' },
    { type: 'decided', command: 'x', answer: { ask: 'variant', variant: 'a' } },
    { type: 'performed', command: 'x', outcome: { fate: 'done' } },
  ];

  for (const event of others) {
    const { state, commands, lines } = advance(plan, run, event);

    expect(state).toBe(run);
    expect([commands, lines]).toEqual([[], []]);
  }
});

test('T2 a finished run answers every event with the same state', () => {
  const run = walkFrom(plan);
  run.orders('stop', 1);
  const over = run.state();

  run.happens('paid', 2);
  run.orders('jump', 2, { step: 'j7' });
  run.tell({ type: 'started', at: day(3) });
  run.tell({ type: 'woke', at: day(9) });

  expect(run.state()).toBe(over);
});

test('T3 an event from earlier does not turn time back', () => {
  const run = walkFrom(plan);
  run.happens('replied', 5);

  run.happens('replied', 2);

  expect(run.state().at).toBe(day(5));
});

test('T4 answers and outcomes keep the time of the state', () => {
  const run = walkFrom(plan);
  run.happens('replied', 5);

  run.when(4);
  run.performed('done');

  expect(run.state().at).toBe(day(5));
});

test('T5 a wake before the planned instant is stale', () => {
  const run = walkFrom(plan);
  run.when(7);
  const asleep = run.state();

  run.tell({ type: 'woke', at: day(7) - 1 });

  expect(run.state()).toBe(asleep);
});

test('T5 a wake less than a minute late counts as planned, a later one at its own instant', () => {
  const punctual = walkFrom(plan);
  const late = walkFrom(plan);
  punctual.when(7);
  late.when(7);

  punctual.tell({ type: 'woke', at: day(7) + 59_999 });
  late.tell({ type: 'woke', at: day(7) + 60_000 });

  expect(punctual.state().at).toBe(day(7));
  expect(late.state().at).toBe(day(7) + 60_000);
});

test('T6 the answer to a question that was asked again is stale', () => {
  const run = walkFrom(plan);
  const first = run.ids().at(-1) ?? '';

  run.happens('due-date-moved', 1);
  const asked = run.state();
  run.tell({ type: 'decided', command: first, answer: { ask: 'when', at: 0, planned: 0, late: false } });

  expect(run.state()).toBe(asked);
});

test('T7 an outcome counts once, and only for the last command of its request', () => {
  const run = walkFrom(planOf([email('relance', 'j7'), wait('j7', 'fin'), end]));
  run.performed({ fate: 'deferred', until: day(1), why: 'cap' });
  run.wakes();
  const asked = run.state();

  run.tell({ type: 'performed', command: 'run-1/relance/1/2', outcome: { fate: 'done' } });
  const stale = run.state();
  run.performed('done');
  const once = run.state();
  run.performed('done');

  expect(stale).toBe(asked);
  expect(run.state()).toBe(once);
});

test('T7 after uncertain only done still counts', () => {
  const run = walkFrom(planOf([email('relance', 'fin'), end]));
  run.performed({ fate: 'uncertain', delivery: 'd31' });
  const uncertain = run.state();

  run.performed({ fate: 'void', why: 'paid' });
  run.performed({ fate: 'uncertain', delivery: 'd31' });

  expect(run.state()).toBe(uncertain);
});

test('T8 the last 64 events are known by their id; an older repeat asks the world again', () => {
  const run = walkFrom(plan);
  run.happens('tagged', 1, { id: 'first' });
  run.holds();
  for (let count = 1; count < 64; count += 1) run.happens('refreshed', 1, { id: `more-${count}` });
  const known = run.state();
  run.happens('tagged', 1, { id: 'first' });
  const repeated = run.state();
  run.happens('refreshed', 1, { id: 'one-more' });
  run.commands();
  run.happens('tagged', 1, { id: 'first' });

  expect(repeated).toBe(known);
  expect(run.commands()).toEqual(['decide holds']);
});

test('T9 the same event five times is one event', () => {
  const run = walkFrom(plan);
  run.when(7);
  run.happens('disputed', 1, { id: 'e1', object: 'd1' });
  const once = run.state();

  for (let count = 0; count < 4; count += 1) run.happens('disputed', 1, { id: 'e1', object: 'd1' });

  expect(run.state()).toBe(once);
});

test('T10 a state read back from text goes on identically', () => {
  const run = walkFrom(plan);
  run.when(7);
  const event: Event = { type: 'woke', at: day(7) };

  const own = advance(plan, run.state(), event);
  const read = advance(plan, JSON.parse(JSON.stringify(run.state())), event);

  expect(read).toEqual(own);
});

test('T11 command ids name run, step, visit and a counter that only grows', () => {
  const run = startWalk(plan);
  run.tell({ type: 'started', at: 0 });
  run.holds();
  run.when(7);
  run.wakes();

  expect(run.ids()).toEqual(['run-1/j7/0/1', 'run-1/j7/1/2', 'run-1/relance/1/3']);
});
