import { expect, test } from 'vitest';
import type { Happening } from '../../../schemas/index.ts';
import { approve, email, end, listen, planOf, wait } from './plans.ts';
import { day } from './sentences.ts';
import { dispute, promise, walkFrom } from './walk.ts';

const ladder = planOf([wait('j7', 'relance'), email('relance', 'fin'), end]);

test('H1 of two holds the one that closes first does not let the run go', () => {
  const run = walkFrom(ladder);
  run.when(7);
  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'), promise('p1', 20));

  run.happens('dispute-closed', 2, { object: 'd1' });
  run.holds(promise('p1', 20));

  expect(run.state()).toMatchObject({ step: 'j7', halted: true, holds: [promise('p1', 20)] });
});

test('H1 a step that names a hold in despite is performed all the same', () => {
  const run = walkFrom(
    planOf([wait('j7', 'resume'), email('resume', 'j9', { despite: ['disputed'] }), wait('j9', 'fin'), end]),
  );
  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'));
  run.commands();

  run.orders('skip', 2);
  run.performed('done');

  expect(run.commands()).toEqual(['perform resume']);
  expect(run.state()).toMatchObject({ step: 'j9', halted: true, open: null });
});

test('H2 each answer replaces the holds that mirror facts and keeps the run’s own', () => {
  const run = walkFrom(planOf([email('relance', 'fin'), end]));
  run.performed({ fate: 'uncertain', delivery: 'd31' });
  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'), promise('p1', 5));
  run.lines();

  run.happens('promised', 2, { object: 'p1' });
  run.holds(promise('p1', 8));

  expect(run.state().holds).toEqual([promise('p1', 8), { cause: 'delivery', object: 'd31', until: null }]);
  expect(run.lines()).toEqual(['day 2 relance: released dispute', 'day 2 relance: held promise day 8']);
});

test('H3 what changes a hold asks the holds again', () => {
  const nudges: readonly Happening[] = [
    'disputed',
    'dispute-closed',
    'promised',
    'tagged',
    'untagged',
    'held',
    'released',
    'reversed',
  ];
  for (const what of nudges) {
    const run = walkFrom(ladder);

    run.happens(what, 1);

    expect(run.commands()).toEqual(['decide holds']);
  }
});

test('H3 pause and resume ask the holds again', () => {
  const run = walkFrom(ladder);

  run.orders('pause', 1);
  run.holds({ cause: 'pause', object: '', until: null });
  run.orders('resume', 2);
  run.holds();

  expect(run.lines()).toEqual([
    'day 1 j7: held pause',
    'day 2 j7: ordered resume',
    'day 2 j7: released pause',
  ]);
});

test('H3 a payment that keeps a promise before its day lets the run go', () => {
  const run = walkFrom(ladder);
  run.when(7);
  run.happens('promised', 1, { object: 'p1' });
  run.holds(promise('p1', 20));

  run.happens('partly-paid', 5);
  run.holds();

  expect(run.lines().at(-1)).toBe('day 5 j7: released promise');
});

test('H3 a dispute closed before it was opened holds nobody', () => {
  const run = walkFrom(ladder);
  run.when(7);

  run.happens('dispute-closed', 1, { object: 'd1' });
  run.holds();
  run.happens('disputed', 1, { object: 'd1' });
  run.holds();

  expect(run.state()).toMatchObject({ holds: [], halted: false, deadline: day(7), sleeping: day(7) });
});

test('H4 while the holds are asked a wake moves nothing', () => {
  const run = walkFrom(ladder);
  run.when(7);
  run.happens('disputed', 1, { object: 'd1' });
  const asked = run.state();

  run.wakes(8);

  expect(run.state()).toBe(asked);
  expect(asked.sleeping).toBeNull();
});

test('H5 a held run sleeps until its earliest timed hold and then asks about it', () => {
  const run = walkFrom(ladder);
  run.happens('held', 1);
  run.holds({ cause: 'hold', object: 'h1', until: day(9) }, promise('p1', 5));
  run.commands();

  run.wakes();

  expect(run.state().at).toBe(day(5));
  expect(run.commands()).toEqual(['decide kept p1', 'sleep never']);
});

test('H6 a hold stops the clock of a listen and an approval', () => {
  const reply = { name: 'réponse', on: 'replied', next: 'fin' } as const;
  const listens = walkFrom(planOf([listen('ecoute', [reply], 'fin'), end]));
  const approves = walkFrom(planOf([approve('accord', 'fin', 'fin', 'fin'), end]));
  approves.performed('done');

  for (const run of [listens, approves]) {
    run.when(3);
    run.happens('disputed', 1, { object: 'd1' });
    run.holds(dispute('d1'));
    run.happens('dispute-closed', 11, { object: 'd1' });
    run.holds();
  }

  expect(listens.state().deadline).toBe(day(13));
  expect(approves.state().deadline).toBe(day(13));
});

test('H7 on release a wait asks when again', () => {
  const run = walkFrom(ladder);
  run.when(7);
  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'));
  run.happens('dispute-closed', 21, { object: 'd1' });
  run.commands();

  run.holds();

  expect(run.commands()).toEqual(['decide when']);
});

test('H7 a deferral that has passed under a hold is performed again, one that has not goes on', () => {
  for (const [closed, expected] of [
    [5, ['perform relance']],
    [2, ['sleep day 3']],
  ] as const) {
    const run = walkFrom(planOf([email('relance', 'fin'), end]));
    run.performed({ fate: 'deferred', until: day(3), why: 'cap' });
    run.happens('disputed', 1, { object: 'd1' });
    run.holds(dispute('d1'));
    run.happens('dispute-closed', closed, { object: 'd1' });
    run.commands();

    run.holds();

    expect(run.commands()).toEqual(expected);
  }
});

test('H8 a message done while the run is held leads on at release and is not sent again', () => {
  const run = walkFrom(planOf([email('relance', 'rappel'), email('rappel', 'fin'), end]));
  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'));

  run.performed('done');
  const held = run.state().step;
  run.happens('dispute-closed', 2, { object: 'd1' });
  run.holds();

  expect(held).toBe('relance');
  expect(run.commands()).toEqual(['decide holds', 'decide holds', 'perform rappel']);
});

test('H9 a Problem holds the run with a task until a person resumes it', () => {
  const run = walkFrom(ladder);

  run.decided({ ask: 'when', problem: { code: 'no-due-date', message: 'enter one' } });
  run.orders('resume', 1);
  run.holds();

  expect(run.lines()).toEqual(['day 0 j7: held problem no-due-date', 'day 1 j7: ordered resume']);
  expect(run.commands()).toEqual(['task problem no-due-date', 'decide holds', 'decide when']);
});

test('H9 a skip lifts the Problem of its step', () => {
  const run = walkFrom(ladder);
  run.decided({ ask: 'when', problem: { code: 'no-due-date', message: 'enter one' } });
  run.commands();

  run.orders('skip', 1);

  expect(run.commands()).toEqual(['perform relance']);
});
