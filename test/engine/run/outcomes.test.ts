import { expect, test } from 'vitest';
import { call, email, end, planOf, wait } from './plans.ts';
import { day } from './sentences.ts';
import { dispute, walkFrom } from './walk.ts';

const plan = planOf([email('relance', 'j14'), wait('j14', 'rappel'), email('rappel', 'fin'), end]);

test('P1 a message done is booked and the step goes on', () => {
  const run = walkFrom(plan);

  run.performed('done');

  expect(run.lines()).toEqual(['day 0 relance: done']);
  expect(run.state()).toMatchObject({ step: 'j14', lastDelivery: 0, trail: { relance: { delivered: 0 } } });
});

test('P2 a message that will never leave says why and the step goes on', () => {
  const run = walkFrom(plan);

  run.performed({ fate: 'void', why: 'below-floor' });

  expect(run.lines()).toEqual(['day 0 relance: void below-floor']);
  expect(run.state()).toMatchObject({
    step: 'j14',
    lastDelivery: null,
    trail: { relance: { delivered: null } },
  });
});

test('P3 a message blocked by a hold is performed again on release', () => {
  const run = walkFrom(plan);

  run.performed({ fate: 'blocked', holds: [dispute('d1')] });
  run.happens('dispute-closed', 5, { object: 'd1' });
  run.holds();

  expect(run.lines()).toEqual([
    'day 0 relance: blocked dispute',
    'day 0 relance: held dispute',
    'day 5 relance: released dispute',
  ]);
  expect(run.commands()).toEqual(['decide holds', 'perform relance']);
});

test('P3 a message blocked by nothing is a Problem', () => {
  const run = walkFrom(plan);

  run.performed({ fate: 'blocked', holds: [] });

  expect(run.lines()).toEqual(['day 0 relance: blocked ', 'day 0 relance: held problem blocked-by-nothing']);
});

test('P3 a message blocked by a dispute that has jumped waits for its end', () => {
  const run = walkFrom(planOf(Object.values(plan.steps), { interrupts: { disputed: { jump: 'rappel' } } }));
  run.happens('disputed', 1, { object: 'd1' });
  run.performed('done');
  run.holds(dispute('d1'));
  run.commands();

  run.performed({ fate: 'blocked', holds: [dispute('d1')] });
  run.happens('dispute-closed', 5, { object: 'd1' });
  run.holds();

  expect(run.commands()).toEqual(['decide holds', 'perform rappel']);
});

test('P4 a deferred message is asked again at its end under a new command', () => {
  const run = walkFrom(plan);

  run.performed({ fate: 'deferred', until: day(3), why: 'cap' });
  run.wakes();

  expect(run.lines()).toEqual(['day 0 relance: deferred cap day 3']);
  expect(run.commands()).toEqual(['sleep day 3', 'perform relance', 'sleep never']);
  expect(run.ids()).toEqual(['run-1/relance/0/1', 'run-1/relance/1/2', 'run-1/relance/1/3']);
  expect(run.state().since).toBe(0);
});

test('P4 new data end a deferral early where it waits for them, and no other', () => {
  const stale = walkFrom(plan);
  const capped = walkFrom(plan);
  stale.performed({ fate: 'deferred', until: day(14), why: 'stale-data', orRefreshed: true });
  capped.performed({ fate: 'deferred', until: day(3), why: 'cap' });

  stale.happens('refreshed', 2);
  capped.happens('refreshed', 2);

  expect(stale.commands()).toEqual(['sleep day 14', 'perform relance', 'sleep never']);
  expect(capped.commands()).toEqual(['sleep day 3']);
});

test('P5 a failed message is a Problem with a task, performed again on resume', () => {
  const run = walkFrom(plan);

  run.performed({ fate: 'failed', problem: { code: 'smtp-550', message: 'refused' } });
  run.orders('resume', 1);
  run.holds();

  expect(run.lines()).toEqual([
    'day 0 relance: failed smtp-550',
    'day 0 relance: held problem smtp-550',
    'day 1 relance: ordered resume',
  ]);
  expect(run.commands()).toEqual(['task problem smtp-550', 'decide holds', 'perform relance']);
});

test('P6 a missing address takes the step’s way, or is a Problem with a task', () => {
  const drawn = walkFrom(
    planOf([email('relance', 'fin', { unreachable: 'appel' }), call('appel', 'fin'), end]),
  );
  const plain = walkFrom(plan);

  drawn.performed({ fate: 'unreachable' });
  plain.performed({ fate: 'unreachable' });

  expect(drawn.commands()).toEqual(['perform appel']);
  expect(plain.lines()).toEqual(['day 0 relance: unreachable', 'day 0 relance: held problem no-address']);
  expect(plain.commands()).toEqual(['task unreachable no-address']);
});

test('P7 an uncertain message holds the run; not sent performs the same request again', () => {
  const run = walkFrom(plan);

  run.performed({ fate: 'uncertain', delivery: 'd31' });
  run.orders('resolve', 1, { delivery: 'd31', fate: 'not-sent' });

  expect(run.lines()).toEqual(['day 0 relance: uncertain', 'day 1 relance: resolved not-sent']);
  expect(run.commands()).toEqual(['task uncertain d31', 'perform relance']);
});

test('P7 an uncertain message counts as done when a person or a late receipt says so', () => {
  const person = walkFrom(plan);
  const receipt = walkFrom(plan);
  person.performed({ fate: 'uncertain', delivery: 'd31' });
  receipt.performed({ fate: 'uncertain', delivery: 'd31' });

  person.orders('resolve', 1, { delivery: 'd31', fate: 'sent' });
  receipt.performed({ fate: 'done', delivery: 'd31' });

  expect(person.state()).toMatchObject({ step: 'j14', holds: [], lastDelivery: day(1) });
  expect(receipt.state()).toMatchObject({ step: 'j14', holds: [], lastDelivery: 0 });
});

test('P7 a late receipt lifts the hold also after the step was left', () => {
  const run = walkFrom(plan);
  run.performed({ fate: 'uncertain', delivery: 'd31' });
  run.orders('jump', 1, { step: 'rappel' });
  run.commands();

  run.tell({ type: 'performed', command: 'run-1/relance/1/2', outcome: { fate: 'done', delivery: 'd31' } });

  expect(run.commands()).toEqual(['perform rappel']);
});

test('P8 a task beside the flow never blocks its step', () => {
  const run = walkFrom(plan);
  run.performed({ fate: 'failed', problem: { code: 'smtp-550', message: 'refused' } });
  run.orders('resume', 1);
  run.holds();

  run.performed('done');

  expect(run.state()).toMatchObject({ step: 'j14', asides: { 'run-1/relance/1/3': 'problem' } });
});
