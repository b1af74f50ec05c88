import { expect, test } from 'vitest';
import type { Happening } from '../../../schemas/index.ts';
import { email, end, listen, notify, planOf, wait } from './plans.ts';
import { day } from './sentences.ts';
import { dispute, promise, walkFrom } from './walk.ts';

const steps = [wait('j7', 'relance'), email('relance', 'fin'), notify('avis', 'j7'), end];
const ladder = planOf(steps);
const settled = (reason: 'paid' | 'credited' | 'written-off') =>
  ({ ask: 'holds', settled: reason, insolvent: false, holds: [] }) as const;

test('I1 a settled invoice ends its run, also while it is held', () => {
  for (const what of ['paid', 'credited', 'written-off'] as const) {
    const run = walkFrom(ladder);
    run.happens('disputed', 1, { object: 'd1' });
    run.holds(dispute('d1'));

    run.happens(what, 2);
    run.decided(settled(what));

    expect(run.lines().at(-1)).toBe(`day 2 j7: finished ${what}`);
  }
});

test('I1 a listen does not hear that all was paid', () => {
  const paid: Happening = 'paid';
  const run = walkFrom(
    planOf([listen('ecoute', [{ name: 'acompte', on: 'partly-paid', next: 'fin' }], 'fin'), end]),
  );

  run.happens(paid, 1);
  run.decided(settled('paid'));

  expect(run.state().outcome).toBe('paid');
});

test('I2 a listen hears a dispute before the interrupt ends the run', () => {
  const heard = listen('ecoute', [{ name: 'litige', on: 'disputed', next: 'avis' }], 'fin');
  const run = walkFrom(planOf([heard, ...steps], { interrupts: { disputed: 'end' } }));

  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'));

  expect(run.state()).toMatchObject({ phase: 'running', step: 'avis', holds: [] });
});

test('I3 a dispute whose interrupt is end ends the run', () => {
  const run = walkFrom(planOf(steps, { interrupts: { disputed: 'end' } }));

  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'));

  expect(run.lines()).toEqual(['day 1 j7: heard dispute', 'day 1 j7: finished interrupted']);
});

test('I3 a tag whose interrupt is a jump enters its step once', () => {
  const run = walkFrom(planOf(steps, { interrupts: { tags: { litige: { jump: 'avis' } } } }));
  const tagged = { cause: 'tag', object: 'litige', until: null } as const;

  run.happens('tagged', 1, { tag: 'litige' });
  run.holds(tagged);
  run.performed('done');
  run.happens('tagged', 2, { tag: 'litige' });
  run.holds(tagged);

  expect(run.state()).toMatchObject({ step: 'j7', visit: 2, holds: [] });
});

test('I3 a message entered by a jump forgets the day that the wait before had planned', () => {
  const run = walkFrom(ladder);
  run.when(7);

  run.orders('jump', 1, { step: 'relance' });

  expect(run.state()).toMatchObject({ step: 'relance', planned: null });
});

test('I4 an insolvent customer’s run jumps once, also where a dispute jumps too', () => {
  const jumps = { insolvent: { jump: 'avis' }, disputed: { jump: 'relance' } } as const;
  const run = walkFrom(planOf(steps, { interrupts: jumps }));

  run.happens('insolvent', 1);
  run.decided({ ask: 'holds', settled: null, insolvent: true, holds: [dispute('d1')] });
  const jumped = run.state().step;
  run.performed('done');
  run.happens('insolvent', 2);
  run.decided({ ask: 'holds', settled: null, insolvent: true, holds: [] });

  expect(jumped).toBe('avis');
  expect(run.state().step).toBe('j7');
});

test('I4 an insolvent customer’s run ends where the flow says so', () => {
  const run = walkFrom(ladder);

  run.happens('insolvent', 1);
  run.decided({ ask: 'holds', settled: null, insolvent: true, holds: [] });

  expect(run.state().outcome).toBe('insolvent');
});

test('I5 a bounce enters the step that is drawn for it, or is a Problem with a task', () => {
  const drawn = walkFrom(
    planOf([email('relance', 'j7', { bounced: 'avis' }), ...steps.slice(0, 1), ...steps.slice(2)]),
  );
  const plain = walkFrom(planOf([email('relance', 'j7'), wait('j7', 'fin'), end]));
  drawn.performed('done');
  plain.performed('done');
  drawn.commands();
  plain.commands();

  drawn.happens('bounced', 1, { step: 'relance' });
  plain.happens('bounced', 1, { step: 'relance' });

  expect(drawn.commands()).toEqual(['perform avis']);
  expect(plain.commands()).toEqual(['task bounced bounced']);
});

test('I6 the last event of each kind that nobody consumed is kept', () => {
  const run = walkFrom(ladder);

  run.happens('replied', 1, { id: 'e1' });
  run.happens('replied', 2, { id: 'e2' });
  run.happens('partly-paid', 2, { id: 'e3' });

  expect(run.state().heard).toEqual({
    replied: { type: 'happened', id: 'e2', at: day(2), what: 'replied' },
    'partly-paid': { type: 'happened', id: 'e3', at: day(2), what: 'partly-paid' },
  });
});

test('K3 a broken promise makes a task and lets the run go on', () => {
  const run = walkFrom(ladder);
  run.when(7);
  run.happens('promised', 1, { object: 'p1' });
  run.holds(promise('p1', 5));
  run.wakes();
  run.commands();
  run.lines();

  run.decided({ ask: 'kept', fate: 'broken' });

  expect(run.lines()).toEqual(['day 5 j7: promise-broken']);
  expect(run.commands()).toEqual(['task promise-broken p1', 'decide when']);
});

test('K3 a broken promise ends or redirects the run where the flow says so', () => {
  for (const [broken, expected] of [
    ['end', 'finish interrupted'],
    [{ jump: 'avis' }, 'perform avis'],
  ] as const) {
    const run = walkFrom(planOf(steps, { interrupts: { promised: { grace: '1 day', broken } } }));
    run.happens('promised', 1, { object: 'p1' });
    run.holds(promise('p1', 5));
    run.wakes();

    run.decided({ ask: 'kept', fate: 'broken' });

    expect(run.commands().at(-1)).toBe(expected);
  }
});

test('K3 a broken promise holds nobody again', () => {
  const run = walkFrom(ladder);
  run.happens('promised', 1, { object: 'p1' });
  run.holds(promise('p1', 5));
  run.wakes();
  run.decided({ ask: 'kept', fate: 'broken' });

  run.happens('tagged', 6, { tag: 'vip' });
  run.holds(promise('p1', 5));

  expect(run.state().holds).toEqual([]);
});
