import { expect, test } from 'vitest';
import { defaultPolicies, type Step } from '../../../schemas/index.ts';
import { approve, call, email, end, listen, notify, planOf, wait } from './plans.ts';
import { day } from './sentences.ts';
import { dispute, startWalk, walkFrom } from './walk.ts';

const branch: Step = {
  id: 'montant',
  kind: 'branch',
  cases: [
    {
      name: 'gros',
      when: { fact: 'invoice.open', operator: 'greaterThan', value: '5000.00' },
      next: 'appel',
    },
  ],
  else: 'relance',
};
const ways = [call('appel', 'fin'), email('relance', 'fin'), end];

test('S1 a run asks its holds first and enters its start when it is free', () => {
  const run = startWalk(planOf([wait('j7', 'fin'), end]));

  run.tell({ type: 'started', at: 0 });
  run.holds(dispute('d1'));
  const held = run.state().visit;
  run.happens('dispute-closed', 3, { object: 'd1' });
  run.holds();

  expect(held).toBe(0);
  expect(run.commands()).toEqual(['decide holds', 'decide holds', 'decide when']);
});

test('S2 one visit more than the limit holds the run with a Problem', () => {
  const policies = { ...defaultPolicies, visits: 2 };
  const run = walkFrom(planOf([notify('un', 'deux'), notify('deux', 'un')], { policies }));

  for (let count = 0; count < 4; count += 1) run.performed('done');

  expect(run.lines().at(-1)).toBe('day 0 un#3: held problem too-many-visits');
  expect(run.state().open).toBeNull();
});

test('S3 a wait says until when, sleeps, and goes on at its instant', () => {
  const run = walkFrom(planOf([wait('j7', 'relance'), ...ways]));

  run.when(7);
  run.wakes();

  expect(run.lines()).toEqual(['day 0 j7: waits day 7']);
  expect(run.commands()).toEqual(['sleep day 7', 'perform relance', 'sleep never']);
});

test('S3 a wait whose instant has come goes on at once', () => {
  const run = walkFrom(planOf([wait('j7', 'relance'), ...ways]));

  run.when(0);

  expect(run.commands()).toEqual(['perform relance']);
});

test('S4 a due date that moves while its question is open, or while it sleeps, asks again', () => {
  const run = walkFrom(planOf([wait('j7', 'relance'), ...ways]));

  run.happens('due-date-moved', 1);
  run.when(9);
  run.happens('due-date-moved', 2);
  run.when(12);

  expect(run.commands()).toEqual([
    'decide when',
    'sleep day 9',
    'decide when',
    'sleep never',
    'sleep day 12',
  ]);
  expect(run.lines()).toEqual(['day 1 j7: waits day 9', 'day 2 j7: waits day 12']);
});

test('S5 a branch takes the named case, or else', () => {
  const named = walkFrom(planOf([branch, ...ways]));
  const other = walkFrom(planOf([branch, ...ways]));

  named.decided({ ask: 'which', way: 'case', case: 'gros' });
  other.decided({ ask: 'which', way: 'else' });

  expect(named.commands()).toEqual(['perform appel']);
  expect(other.commands()).toEqual(['perform relance']);
});

test('S5 an unknown value takes its way, or is a Problem', () => {
  const drawn = walkFrom(planOf([{ ...branch, unknown: 'appel' }, ...ways]));
  const plain = walkFrom(planOf([branch, ...ways]));

  drawn.decided({ ask: 'which', way: 'unknown' });
  plain.decided({ ask: 'which', way: 'unknown' });

  expect(drawn.commands()).toEqual(['perform appel']);
  expect(plain.lines()).toEqual(['day 0 montant: held problem unknown-value']);
});

test('S6 an experiment follows the variant of the customer', () => {
  const variants = [
    { name: 'j5', weight: 1, next: 'appel' },
    { name: 'j7', weight: 1, next: 'relance' },
  ];
  const run = walkFrom(planOf([{ id: 'test', kind: 'experiment', variants }, ...ways]));

  run.decided({ ask: 'variant', variant: 'j7' });

  expect(run.lines()).toEqual(['day 0 test: assigned j7']);
  expect(run.commands()).toEqual(['perform relance']);
});

test('S7 what is performed once leads on after done and after void', () => {
  const kinds: readonly Step[] = [
    email('un', 'fin'),
    call('un', 'fin'),
    notify('un', 'fin'),
    { id: 'un', kind: 'webhook', url: 'https://example.com', next: 'fin' },
    { id: 'un', kind: 'set', tag: ['relancé'], next: 'fin' },
    { id: 'un', kind: 'handoff', to: 'contentieux', next: 'fin' },
    { id: 'un', kind: 'sms', to: ['billing'], message: 'un', tone: 'firm', next: 'fin' },
    { id: 'un', kind: 'letter', to: ['billing'], message: 'un', tone: 'firm', next: 'fin' },
    { id: 'un', kind: 'registered-letter', to: ['billing'], message: 'un', tone: 'formal', next: 'fin' },
  ];
  for (const step of kinds) {
    for (const outcome of [{ fate: 'done' }, { fate: 'void', why: 'paid' }] as const) {
      const run = walkFrom(planOf([step, end]));

      run.performed(outcome);

      expect(run.commands()).toEqual(['finish completed']);
    }
  }
});

const reply = { name: 'réponse', on: 'replied', next: 'appel' } as const;

test('S8 a listen takes the earliest event since the step that it names', () => {
  const run = walkFrom(
    planOf([email('un', 'pause'), wait('pause', 'ecoute'), listen('ecoute', [reply], 'fin', 'un'), ...ways]),
  );
  run.performed('done');
  run.when(3);
  run.happens('replied', 1);

  run.wakes();

  expect(run.lines().at(-1)).toBe('day 3 ecoute: heard replied réponse');
  expect(run.state().step).toBe('appel');
});

test('S8 a listen without a named step does not count what came before it', () => {
  const run = walkFrom(planOf([wait('pause', 'ecoute'), listen('ecoute', [reply], 'fin'), ...ways]));
  run.when(3);
  run.happens('replied', 1);

  run.wakes();

  expect(run.commands().at(-2)).toBe('decide when');
});

test('S8 the answer to when may name an outcome that the facts show', () => {
  const run = walkFrom(planOf([listen('ecoute', [reply], 'fin'), ...ways]));

  run.decided({ ask: 'when', at: day(3), planned: day(3), late: false, already: 'réponse' });

  expect(run.lines()).toEqual(['day 0 ecoute: heard replied réponse']);
});

test('S9 a listen takes what it wants and consumes it, or runs out', () => {
  const heard = walkFrom(planOf([listen('ecoute', [reply], 'fin'), ...ways]));
  const silent = walkFrom(planOf([listen('ecoute', [reply], 'fin'), ...ways]));
  heard.when(3);
  silent.when(3);

  heard.happens('replied', 1);
  silent.wakes();

  expect(heard.lines()).toEqual(['day 0 ecoute: waits day 3', 'day 1 ecoute: heard replied réponse']);
  expect(heard.state().heard).toEqual({});
  expect(silent.lines().slice(1)).toEqual(['day 3 ecoute: timeout', 'day 3 fin: finished completed']);
});

const accord = planOf([approve('accord', 'relance', 'appel', 'fin'), ...ways]);

test('S10 an approval waits for the answer to its own task', () => {
  const run = walkFrom(accord);
  run.performed('done');
  run.when(2);

  run.happens('task-done', 1, { step: 'appel', outcome: 'approved' });
  run.happens('task-done', 1, { step: 'accord', outcome: 'refused' });

  expect(run.lines()).toEqual([
    'day 0 accord: done',
    'day 0 accord: waits day 2',
    'day 1 accord: heard task-done refused',
  ]);
  expect(run.state().step).toBe('appel');
});

test('S10 the task is called off at the deadline and by an order', () => {
  const expired = walkFrom(accord);
  const approved = walkFrom(accord);
  for (const run of [expired, approved]) {
    run.performed('done');
    run.when(2);
    run.commands();
  }

  expired.wakes();
  approved.orders('approve', 1);

  expect(expired.commands()).toEqual(['task expired', 'finish completed']);
  expect(approved.commands()).toEqual(['task expired', 'perform relance', 'sleep never']);
});

test('S11 an end finishes the run with its outcome', () => {
  const run = walkFrom(planOf([call('un', 'fin'), { id: 'fin', kind: 'end', outcome: 'handed-over' }]));

  run.performed('done');

  expect(run.commands()).toEqual(['finish handed-over']);
});

test('S12 tasks do not move the gap', () => {
  const run = walkFrom(
    planOf([email('relance', 'pause'), wait('pause', 'appel'), call('appel', 'j9'), wait('j9', 'fin'), end]),
  );
  run.performed('done');
  run.when(5);
  run.wakes();

  run.performed('done');

  expect(run.state()).toMatchObject({ step: 'j9', lastDelivery: 0, trail: { appel: { delivered: day(5) } } });
});
