import { expect, test } from 'vitest';
import { receive, receiveAlone } from '../../../engine/mailroom/index.ts';
import { defaultPolicies } from '../../../schemas/index.ts';
import { instant } from '../decide/some-context.ts';
import { request, type Wanted } from './requests.ts';

const situations: readonly (readonly [string, Omit<Wanted, 'number'>])[] = [
  ['leaves', {}],
  ['is void when paid', { facts: { invoice: { open: 0 } } }],
  ['waits for the window', { at: '2026-03-10 20:00' }],
  ['waits for the gap', { late: true, lastDelivery: '2026-03-09 10:00' }],
  ['was put off for too long', { at: '2026-03-10 20:00', since: '2026-01-10 10:00' }],
];
const policies = defaultPolicies;
const earlier = [[], ['2026-03-06 10:00', '2026-03-09 10:00']];

test.each(situations)('a request that stands alone %s as it does in a lot', (_name, wanted) => {
  for (const contacts of earlier.map((texts) => texts.map((text) => instant(text)))) {
    const one = request({ number: 'F1', policies, ...wanted });

    const alone = receiveAlone(one, { contacts, runs: 1 });
    const { answers, groups } = receive([one], { contacts, slots: [], waiting: [], runs: 1 });

    expect(alone).toEqual(answers.get('F1') ?? null);
    expect(groups).toEqual(alone === null ? [{ lead: 'F1', members: ['F1'] }] : []);
  }
});

test('a request does not stand alone where it has a slot or would join one', () => {
  const contacts: readonly number[] = [];

  expect(receiveAlone(request({ number: 'F1', slot: 's1' }), { contacts, runs: 1 })).toBeUndefined();
  expect(receiveAlone(request({ number: 'F1', policies }), { contacts, runs: 2 })).toBeUndefined();
});
