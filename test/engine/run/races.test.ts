import { expect, test } from 'vitest';
import { nextWake } from '../../../engine/run/index.ts';
import { approve, call, email, end, listen, planOf, wait } from './plans.ts';
import { day } from './sentences.ts';
import { dispute, promise, walkFrom } from './walk.ts';

const ladder = planOf([email('relance', 'j14'), wait('j14', 'rappel'), email('rappel', 'fin'), end]);

test('H8 a message done while the holds are being asked lets the run go on', () => {
  const run = walkFrom(ladder);

  run.happens('tagged', 1, { tag: 'vip' });
  run.performed('done');
  run.holds();

  expect(run.commands()).toEqual(['decide holds', 'decide when']);
});

test('H8 an answer that comes while the holds are being asked is asked again', () => {
  const run = walkFrom(planOf([wait('j7', 'fin'), end]));

  run.happens('tagged', 1, { tag: 'vip' });
  run.when(7);
  run.holds();

  expect(run.commands()).toEqual(['decide holds', 'decide when']);
});

test('S9 a reply that comes while the holds are being asked is heard after the answer', () => {
  const run = walkFrom(
    planOf([listen('ecoute', [{ name: 'réponse', on: 'replied', next: 'fin' }], 'fin'), end]),
  );
  run.when(3);
  run.lines();

  run.happens('tagged', 1, { tag: 'vip' });
  run.happens('replied', 1);
  run.holds();

  expect(run.lines()).toEqual(['day 1 ecoute: heard replied réponse', 'day 1 fin: finished completed']);
});

test('S4 a due date that moves while the holds are being asked asks when again', () => {
  const run = walkFrom(planOf([wait('j7', 'fin'), end]));
  run.when(7);
  run.commands();

  run.happens('tagged', 1, { tag: 'vip' });
  run.happens('due-date-moved', 1);
  run.holds();

  expect(run.commands()).toEqual(['decide holds', 'sleep never', 'decide when']);
});

test('P3 a message blocked while the holds are being asked is performed again when nothing holds', () => {
  const run = walkFrom(ladder);

  run.happens('dispute-closed', 1, { object: 'd1' });
  run.performed({ fate: 'blocked', holds: [dispute('d1')] });
  run.holds();

  expect(run.commands()).toEqual(['decide holds', 'decide holds', 'perform relance']);
});

test('P3 a message blocked by a dispute that was closed meanwhile is performed again', () => {
  const run = walkFrom(ladder);

  run.happens('dispute-closed', 1, { object: 'd1' });
  run.holds();
  run.performed({ fate: 'blocked', holds: [dispute('d1')] });
  run.holds();

  expect(run.commands()).toEqual(['decide holds', 'decide holds', 'perform relance']);
});

test('P4 data refreshed while the run is held end the deferral on release', () => {
  const run = walkFrom(ladder);
  run.performed({ fate: 'deferred', until: day(14), why: 'stale-data', orRefreshed: true });
  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'));

  run.happens('refreshed', 2);
  run.happens('dispute-closed', 3, { object: 'd1' });
  run.commands();
  run.holds();

  expect(run.commands()).toEqual(['perform relance']);
});

test('P4 data refreshed while the request was in flight end its deferral at once', () => {
  const run = walkFrom(ladder);

  run.happens('refreshed', 1);
  run.performed({ fate: 'deferred', until: day(14), why: 'stale-data', orRefreshed: true });

  expect(nextWake(ladder, run.state())).toBe(day(1));
});

test('M10 a message held for weeks is not put off for too long on release', () => {
  const run = walkFrom(ladder);
  run.performed({ fate: 'blocked', holds: [dispute('d1')] });
  run.happens('dispute-closed', 30, { object: 'd1' });

  run.holds();

  expect(run.state().since).toBe(day(30));
});

test('H5 a question about the holds that fails leaves no wake in the past', () => {
  const run = walkFrom(planOf([wait('j7', 'fin'), end]));
  run.happens('held', 1);
  run.holds({ cause: 'hold', object: 'h1', until: day(5) });
  run.wakes();

  run.decided({ ask: 'holds', problem: { code: 'no-facts', message: 'the invoice is gone' } });

  expect(nextWake(ladder, run.state())).toBeNull();
});

test('S10 a task answered before its creation is acknowledged leads on', () => {
  const run = walkFrom(planOf([approve('accord', 'oui', 'fin', 'fin'), email('oui', 'fin'), end]));

  run.happens('task-done', 1, { step: 'accord', outcome: 'approved' });
  run.performed('done');

  expect(run.state().step).toBe('oui');
});

test('S10 an outcome that is neither approval nor refusal answers no approval after a hold', () => {
  const run = walkFrom(planOf([approve('accord', 'oui', 'non', 'fin'), email('oui', 'fin'), end]));
  run.performed('done');
  run.when(2);
  run.happens('disputed', 1, { object: 'd1' });
  run.holds(dispute('d1'));

  run.happens('task-done', 1, { step: 'accord', outcome: 'done' });
  run.happens('dispute-closed', 1, { object: 'd1' });
  run.holds();

  expect(run.state().step).toBe('accord');
});

test('S8 an event from before the listen that comes late is not for it', () => {
  const run = walkFrom(
    planOf([
      wait('j7', 'ecoute'),
      listen('ecoute', [{ name: 'réponse', on: 'replied', next: 'fin' }], 'fin'),
      end,
    ]),
  );
  run.when(7);
  run.wakes();
  run.when(10);

  run.happens('replied', 3);

  expect(run.state().step).toBe('ecoute');
});

test('I2 a promise that a listen took holds the steps after it', () => {
  const run = walkFrom(
    planOf([
      call('appel', 'issue'),
      listen('issue', [{ name: 'promesse', on: 'promised', next: 'j20' }], 'j20', 'appel'),
      wait('j20', 'fin'),
      end,
    ]),
  );
  run.performed('done');
  run.when(3);

  run.happens('promised', 1, { object: 'p1' });
  run.holds(promise('p1', 10));

  expect(run.state()).toMatchObject({ step: 'j20', holds: [promise('p1', 10)], halted: true });
});
