import { expect, test } from 'vitest';
import { approve, call, email, end, planOf, wait } from './plans.ts';
import { day } from './sentences.ts';
import { dispute, walkFrom } from './walk.ts';

const plan = planOf([email('relance', 'j14'), wait('j14', 'rappel'), email('rappel', 'fin'), end]);
const next = planOf(Object.values(plan.steps), { release: 'r2' });

test('C1 a jump awaits the request in flight before it enters its step', () => {
  const run = walkFrom(plan);

  run.orders('jump', 1, { step: 'rappel' });
  run.performed('done');

  expect(run.lines()).toEqual(['day 1 relance: ordered jump rappel', 'day 1 relance: done']);
  expect(run.commands()).toEqual(['perform rappel']);
});

test('C1 a deferred request is not awaited', () => {
  const run = walkFrom(plan);
  run.performed({ fate: 'deferred', until: day(3), why: 'cap' });
  run.commands();

  run.orders('jump', 1, { step: 'rappel' });

  expect(run.commands()).toEqual(['perform rappel', 'sleep never']);
});

test('C2 an end outranks a jump that waits, and the first end stays', () => {
  const run = walkFrom(plan);

  run.orders('jump', 1, { step: 'rappel' });
  run.orders('stop', 1);
  run.happens('paid', 1);
  run.decided({ ask: 'holds', settled: 'paid', insolvent: false, holds: [] });
  run.performed('done');

  expect(run.state().outcome).toBe('stopped');
});

test('C2 a migration does not undo a jump that waits', () => {
  const run = walkFrom(plan);

  run.orders('jump', 1, { step: 'rappel' });
  run.orders('migrate', 1, { release: 'r2' });
  run.performed('done');

  expect(run.state()).toMatchObject({ step: 'rappel', release: 'r1' });
});

test('C3 a run paid while a delivery is uncertain ends, and the task stays', () => {
  const run = walkFrom(plan);

  run.performed({ fate: 'uncertain', delivery: 'd31' });
  run.happens('paid', 1);
  run.decided({ ask: 'holds', settled: 'paid', insolvent: false, holds: [] });

  expect(run.commands()).toEqual(['task uncertain d31', 'decide holds', 'finish paid']);
});

test('C4 a stop while a request is in flight ends the run once it is answered', () => {
  const run = walkFrom(plan);

  run.orders('stop', 1);
  run.performed('done');

  expect(run.lines()).toEqual([
    'day 1 relance: ordered stop',
    'day 1 relance: done',
    'day 1 relance: finished stopped',
  ]);
});

test('C4 a skip leads where the step would lead, and is nothing at a step without one way', () => {
  const run = walkFrom(planOf([{ id: 'test', kind: 'experiment', variants: [] }, end]));
  const before = run.state();

  run.orders('skip', 1);

  expect(run.state()).toBe(before);
});

test('C4 orders that lead nowhere are nothing', () => {
  const run = walkFrom(plan);
  const before = run.state();

  run.orders('jump', 1, { step: 'nulle-part' });
  run.orders('approve', 1);
  run.orders('resolve', 1, { delivery: 'd31', fate: 'sent' });
  run.orders('migrate', 1);

  expect(run.state()).toBe(before);
});

test('C5 a migrated run asks its holds under the new release, then goes on at its step', () => {
  const run = walkFrom(plan);
  run.performed('done');
  run.when(14);
  run.commands();

  run.orders('migrate', 2, { release: 'r2' });
  run.adopts(next);
  run.holds();

  expect(run.state().release).toBe('r2');
  expect(run.commands()).toEqual(['decide holds', 'sleep never', 'decide when']);
});

test('C5 what was done while the migration waited is not done again', () => {
  const run = walkFrom(plan);

  run.orders('migrate', 1, { release: 'r2' });
  run.performed('done');
  run.adopts(next);
  run.commands();
  run.holds();

  expect(run.commands()).toEqual(['decide when']);
});

test('C5 an uncertain message found to be sent after a migration is not sent again', () => {
  const run = walkFrom(plan);
  run.performed({ fate: 'uncertain', delivery: 'd31' });

  run.orders('migrate', 1, { release: 'r2' });
  run.adopts(next);
  run.holds();
  run.commands();
  run.orders('resolve', 2, { delivery: 'd31', fate: 'sent' });

  expect(run.commands()).toEqual(['decide when']);
});

test('C5 an approval that waits keeps its task through a migration', () => {
  const steps = [approve('accord', 'fin', 'fin', 'fin'), end];
  const run = walkFrom(planOf(steps));
  run.performed('done');
  run.when(2);
  run.commands();

  run.orders('migrate', 1, { release: 'r2' });
  run.adopts(planOf(steps, { release: 'r2' }));
  run.holds();

  expect(run.commands()).toEqual(['decide holds', 'sleep never', 'decide when']);
});

test('C5 a run that moves to another step stands there under a visit of its own', () => {
  const run = walkFrom(planOf([call('appel', 'j1'), wait('j1', 'rappel'), email('rappel', 'fin'), end]));
  run.performed('done');
  run.when(1);

  run.orders('migrate', 1, { release: 'r2', moves: { j1: 'contact' } });
  run.holds();

  expect(run.state()).toMatchObject({ step: 'contact', visit: 1 });
});

test('C5 a run without a step in the new release rests under a Problem until it jumps', () => {
  const run = walkFrom(plan);
  run.performed('done');
  run.when(14);

  run.orders('migrate', 2, { release: 'r3', moves: { j14: null } });
  run.adopts(planOf([email('autre', 'fin'), end], { release: 'r3' }));
  run.happens('disputed', 3, { object: 'd1' });
  run.holds(dispute('d1'));
  run.orders('resume', 4);
  run.holds();
  const rests = run.state().holds;
  run.commands();
  run.orders('jump', 5, { step: 'autre' });

  expect(rests).toEqual([{ cause: 'problem', object: 'no-step', until: null }]);
  expect(run.commands()).toEqual(['perform autre']);
});
