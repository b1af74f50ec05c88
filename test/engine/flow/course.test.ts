import { expect, test } from 'vitest';
import { checkFlow, formatFlow } from '../../../engine/flow/index.ts';
import { Flow, type Step } from '../../../schemas/index.ts';

type Tone = 'prevention' | 'courtesy' | 'firm' | 'formal';

function wait(id: string, from: 'due' | 'issued' | 'step' | 'delivery', days: number, next: string): Step {
  return { id, kind: 'wait', until: { from, days }, next };
}

function email(id: string, tone: Tone, next: string): Step {
  return { id, kind: 'email', to: ['billing'], message: 'texte', tone, next };
}

function listen(id: string, heard: string, timeout: string): Step {
  return {
    id,
    kind: 'listen',
    outcomes: [{ name: 'réponse', on: 'replied', next: heard }],
    within: '5 days',
    timeout,
  };
}

const end: Step = { id: 'fin', kind: 'end' };

function warningsOf(steps: readonly Step[], policies: Flow['policies'] = undefined): readonly string[] {
  const flow = Flow.parse({
    id: 'f',
    name: 'F',
    currency: 'EUR',
    start: steps[0]?.id,
    steps: [...steps, end],
  });
  const { problems } = checkFlow(formatFlow(policies === undefined ? flow : { ...flow, policies }));
  return problems.map(({ code, path, severity }) => `${severity} ${code} ${path}`);
}

test('a ladder that climbs on its own days draws no remark', () => {
  const warnings = warningsOf([
    wait('j7', 'due', 7, 'r1'),
    email('r1', 'courtesy', 'j14'),
    wait('j14', 'due', 14, 'r2'),
    email('r2', 'firm', 'huit'),
    wait('huit', 'delivery', 8, 'r3'),
    email('r3', 'formal', 'fin'),
  ]);

  expect(warnings).toEqual([]);
});

test('a softer message is remarked, unless someone was listened to in between', () => {
  const steps = [
    email('r1', 'firm', 'pause'),
    wait('pause', 'step', 8, 'r2'),
    email('r2', 'courtesy', 'fin'),
  ];
  const heard = [email('r1', 'firm', 'ecoute'), listen('ecoute', 'r2', 'r2'), email('r2', 'courtesy', 'fin')];

  expect(warningsOf(steps)).toEqual(['warning tone-falls /steps/2/tone']);
  expect(warningsOf(heard)).toEqual([]);
});

test('contacts closer than the minimum gap are remarked, whatever the waits between count from', () => {
  const steps = [
    wait('j7', 'due', 7, 'r1'),
    email('r1', 'courtesy', 'j9'),
    wait('j9', 'due', 9, 'r2'),
    email('r2', 'firm', 'un'),
    wait('un', 'step', 1, 'r3'),
    email('r3', 'formal', 'fin'),
  ];

  expect(warningsOf(steps)).toEqual([
    'warning contacts-too-close /steps/3',
    'warning contacts-too-close /steps/5',
  ]);
  expect(warningsOf(steps, { minimumGap: '1 day' })).toEqual([]);
});

test('a wait for an earlier day than the wait before it is remarked', () => {
  const warnings = warningsOf([
    wait('j14', 'due', 14, 'r1'),
    email('r1', 'courtesy', 'j7'),
    wait('j7', 'due', 7, 'fin'),
  ]);

  expect(warnings).toEqual(['warning wait-goes-back /steps/2/until/days']);
});

test('a cap that defers for longer than a contact may be deferred is remarked', () => {
  const warnings = warningsOf([email('r1', 'courtesy', 'fin')], { cap: { atMost: 1, per: '30 days' } });

  expect(warnings).toEqual(['warning cap-exceeds-deferral /policies/cap/per']);
});

test('a detached step is a warning in a draft and an error when publishing', () => {
  const flow = Flow.parse({
    id: 'f',
    name: 'F',
    currency: 'EUR',
    start: 'r1',
    steps: [email('r1', 'courtesy', 'fin'), email('seule', 'firm', 'fin'), end],
  });

  const draft = checkFlow(formatFlow(flow));
  const published = checkFlow(formatFlow(flow), { publish: true });

  expect(draft.problems.map(({ code, severity }) => [code, severity])).toEqual([['detached', 'warning']]);
  expect(draft.flow).toEqual(flow);
  expect(published.problems.map(({ code, severity }) => [code, severity])).toEqual([['detached', 'error']]);
  expect(published.flow).toBeUndefined();
});

test('a loop through a resting step ends the check, and two thousand steps take little time', () => {
  const loop = [wait('a', 'step', 7, 'r1'), email('r1', 'courtesy', 'b'), listen('b', 'fin', 'a')];
  const long = Array.from({ length: 1998 }, (_, index) =>
    wait(`w${index}`, 'step', 1, index === 1997 ? 'fin' : `w${index + 1}`),
  );

  expect(warningsOf(loop)).toEqual([]);
  expect(warningsOf(long)).toEqual([]);
});
