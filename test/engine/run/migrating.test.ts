import { expect, test } from 'vitest';
import { approve, email, end, planOf, wait } from './plans.ts';
import { day } from './sentences.ts';
import { dispute, startWalk, walkFrom } from './walk.ts';

const plan = planOf([email('relance', 'j14'), wait('j14', 'rappel'), email('rappel', 'fin'), end]);
const to = (...steps: Parameters<typeof planOf>[0]) => planOf([...steps, end], { release: 'r2' });

test('C6 a run that went on while the order was under way moves from where it stands then', () => {
  const run = walkFrom(plan);
  run.performed('done');
  run.when(14);
  run.wakes();
  run.commands();

  run.orders('migrate', 14, { release: 'r2', from: 'r1', moves: { j14: 'j21' } });
  run.performed('done');
  run.adopts(to(email('relance', 'j21'), wait('j21', 'rappel'), email('rappel', 'fin')));
  run.holds();

  expect(run.state()).toMatchObject({ release: 'r2', phase: 'finished' });
  expect(run.commands()).not.toContain('perform rappel');
});

test('C6 a step that the new release lacks holds the run, also where nobody said so', () => {
  const run = walkFrom(plan);
  run.performed('done');
  run.when(14);

  run.orders('migrate', 2, { release: 'r2' });
  run.adopts(to(email('relance', 'fin')));
  run.holds();

  expect(run.state().holds).toEqual([{ cause: 'problem', object: 'no-step', until: null }]);
});

test('C6 a delivery under an old id counts for a wait that names the new one', () => {
  const run = walkFrom(plan);
  run.performed('done');
  run.when(14);

  run.orders('migrate', 2, { release: 'r2', moves: { relance: 'premiere' } });

  expect(run.state().trail).toMatchObject({ premiere: { delivered: 0 }, relance: { delivered: 0 } });
});

test('C7 a run is not moved to a step that it performed before', () => {
  const run = walkFrom(plan);
  run.performed('done');
  run.when(14);
  run.commands();

  run.orders('migrate', 2, { release: 'r2', moves: { j14: 'relance' } });
  run.adopts(to(email('relance', 'fin')));
  run.holds();

  expect(run.commands()).not.toContain('perform relance');
  expect(run.state().holds).toEqual([{ cause: 'problem', object: 'no-step', until: null }]);
});

test('C8 an order that was made for another release means nothing', () => {
  const run = walkFrom(plan);
  const before = run.state();

  run.orders('migrate', 1, { release: 'r2', from: 'r0' });

  expect(run.state()).toBe(before);
});

test('C8 a run that was held from its start begins at the start of the new release', () => {
  const run = startWalk(plan);
  run.tell({ type: 'started', at: 0 });
  run.holds(dispute('d1'));
  run.commands();

  run.orders('migrate', 1, { release: 'r2', moves: { relance: null } });
  run.adopts(to(email('premiere', 'fin')));
  run.holds();

  expect(run.commands()).toContain('perform premiere');
});

test('C5 a second migration finds a place for a run that the first left without one', () => {
  const run = walkFrom(plan);
  run.performed('done');
  run.when(14);
  run.orders('migrate', 2, { release: 'r2', moves: { j14: null } });
  run.adopts(to(email('relance', 'fin')));
  run.orders('resume', 3);
  run.holds();
  run.commands();

  run.orders('migrate', 4, { release: 'r1', from: 'r2' });
  run.adopts(plan);
  run.holds();

  expect(run.state()).toMatchObject({ release: 'r1', step: 'j14', holds: [] });
  expect(run.commands()).toContain('decide when');
});

test('C5 a message in flight at a renamed step is done there', () => {
  const run = walkFrom(plan);

  run.orders('migrate', 1, { release: 'r2', moves: { relance: 'premiere' } });
  run.performed('done');
  run.adopts(to(email('premiere', 'j14'), wait('j14', 'fin')));
  run.commands();
  run.holds();

  expect(run.state()).toMatchObject({ step: 'j14', lastDelivery: day(1) });
  expect(run.commands()).toEqual(['decide when']);
});

test('C5 an uncertain message keeps its hold, and found not sent it is asked under the new release', () => {
  const run = walkFrom(plan);
  run.performed({ fate: 'uncertain', delivery: 'd31' });

  run.orders('migrate', 1, { release: 'r2' });
  run.adopts(to(email('relance', 'fin')));
  run.holds();
  run.commands();
  run.orders('resolve', 2, { delivery: 'd31', fate: 'not-sent' });

  expect(run.commands()).toEqual(['perform relance']);
});

test('C5 an approval that is renamed calls off its task and asks anew', () => {
  const run = walkFrom(planOf([approve('accord', 'fin', 'fin', 'fin'), end]));
  run.performed('done');
  run.when(2);
  run.commands();

  run.orders('migrate', 1, { release: 'r2', moves: { accord: 'feu-vert' } });
  run.adopts(to(approve('feu-vert', 'fin', 'fin', 'fin')));
  run.holds();

  expect(run.commands()).toEqual(['task expired', 'decide holds', 'sleep never', 'perform feu-vert']);
  expect(day(1)).toBe(run.state().at);
});

const lost = () => {
  const run = walkFrom(plan);
  run.performed({ fate: 'uncertain', delivery: 'd31' });
  run.orders('migrate', 1, { release: 'r2' });
  run.adopts(to(email('premiere', 'j14'), wait('j14', 'fin')));
  run.holds();
  run.lines();
  run.commands();
  return run;
};
const back = (run: ReturnType<typeof lost>) => {
  run.orders('migrate', 5, { release: 'r3', from: 'r2', moves: { relance: 'premiere' } });
  run.adopts(planOf([email('premiere', 'j14'), wait('j14', 'fin'), end], { release: 'r3' }));
  run.holds();
};
const noStep = { cause: 'problem', object: 'no-step', until: null };

test('C5 an uncertain message found sent without a step is done where the run is placed next', () => {
  const run = lost();

  run.orders('resolve', 2, { delivery: 'd31', fate: 'sent' });
  const meanwhile = run.state().holds;
  back(run);

  expect(meanwhile).toEqual([noStep]);
  expect(run.lines().slice(0, 2)).toEqual(['day 2 relance: resolved sent', 'day 2 relance: done']);
  expect(run.state()).toMatchObject({ step: 'j14', lastDelivery: day(2), holds: [] });
  expect(run.state().trail).toMatchObject({ premiere: { delivered: day(2) } });
  const commands = run.commands();
  expect(commands).toContain('decide when');
  expect(commands).not.toContain('perform premiere');
});

test('C5 an uncertain message found not sent without a step is asked where the run is placed next', () => {
  const run = lost();

  run.orders('resolve', 2, { delivery: 'd31', fate: 'not-sent' });
  const meanwhile = run.commands();
  back(run);

  expect(meanwhile).not.toContain('perform relance');
  expect(run.state()).toMatchObject({ step: 'premiere', holds: [] });
  expect(run.commands()).toContain('perform premiere');
});

test('C5 a run without a step hears everything, and stays without one', () => {
  const run = lost();

  run.happens('replied', 2);
  run.happens('refreshed', 2);
  run.happens('disputed', 2, { object: 'd1' });
  run.holds(dispute('d1'));
  run.happens('bounced', 3, { step: 'relance' });
  run.orders('pause', 3);
  run.holds(dispute('d1'));
  run.orders('resume', 3);
  run.holds();
  run.performed('done');
  run.orders('skip', 4);

  expect(run.state()).toMatchObject({ step: 'relance', phase: 'running', holds: [noStep] });
});
