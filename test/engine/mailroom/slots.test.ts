import { expect, test } from 'vitest';
import { type MailRequest, receive } from '../../../engine/mailroom/index.ts';
import { instant } from '../decide/some-context.ts';
import { email } from '../run/plans.ts';
import { request, say, tuesday } from './requests.ts';

const formal = email('demeure', 'fin', { tone: 'formal' });
const collecting = { slot: '15 minutes', window: 'weekdays 09:00-18:00', cap: { atMost: 1, per: '7 days' } };

function slotOf(at: string, runs = 2) {
  const reception = receive([request({ number: 'F1', at, policies: collecting })], {
    contacts: [],
    slots: [],
    waiting: [],
    runs,
  });
  return [
    ...reception.groups.map(({ lead }) => lead),
    ...[...reception.answers.values()].map((one) => say(one)),
  ];
}

test('M4 a contact of a customer with several runs waits for the end of its slot', () => {
  expect(slotOf(tuesday)).toEqual(['deferred slot 2026-03-10 10:15']);
  expect(slotOf(tuesday, 1)).toEqual(['F1']);
});

test('M4 a slot ends while the window is still open', () => {
  expect(slotOf('2026-03-10 17:50')).toEqual(['deferred slot 2026-03-10 17:59']);
  expect(slotOf('2026-03-10 17:59')).toEqual(['F1']);
});

test('M4 a second contact joins the open slot', () => {
  const slots = [{ id: 's1', endsAt: instant('2026-03-10 10:07') }];

  const { answers, joined } = receive([request({ number: 'F2', policies: collecting })], {
    contacts: [],
    slots,
    waiting: [],
    runs: 2,
  });

  expect([...answers].map(([key, one]) => [key, say(one)])).toEqual([
    ['F2', 'deferred slot 2026-03-10 10:07'],
  ]);
  expect([...joined]).toEqual([['F2', 's1']]);
});

test('M5 the first that comes back arbitrates for all members of all slots that are over', () => {
  const member = (number: string, slot: string, step = email('relance', 'fin')): MailRequest =>
    request({ number, slot, step, policies: collecting });
  const slots = ['s1', 's2'].map((id) => ({ id, endsAt: instant(tuesday) }));
  const waiting = [member('F2', 's1', formal), member('F3', 's2')];

  const reception = receive([member('F1', 's1')], { contacts: [], slots, waiting, runs: 3 });

  expect(reception.groups).toEqual([{ lead: 'F2', members: ['F2'] }]);
  expect([...reception.answers.keys()].sort()).toEqual(['F1', 'F3']);
  expect(reception.closed).toEqual(['s1', 's2']);
});

test('M5 a member paid, disputed or promised meanwhile does not leave with the others', () => {
  const slots = [{ id: 's1', endsAt: instant(tuesday) }];
  const waiting = [
    request({
      number: 'F2',
      slot: 's1',
      policies: collecting,
      facts: { invoice: { open: 0, settledBy: 'paid' } },
    }),
    request({
      number: 'F3',
      slot: 's1',
      policies: collecting,
      facts: { disputes: [{ id: 'd1', category: null, openedAt: 0, closedAt: null }] },
    }),
  ];

  const { groups, answers } = receive([request({ number: 'F1', slot: 's1', policies: collecting })], {
    contacts: [],
    slots,
    waiting,
    runs: 3,
  });

  expect(groups).toEqual([{ lead: 'F1', members: ['F1'] }]);
  expect([...answers].map(([key, one]) => [key, say(one)]).sort()).toEqual([
    ['F2', 'void paid'],
    ['F3', 'blocked dispute'],
  ]);
});

test('M2 a message deferred for stale data leaves once they are refreshed', () => {
  const stale = { refreshedAt: instant('2026-03-01 10:00') };
  const fresh = { refreshedAt: instant('2026-03-10 09:00') };
  const mailbox = { contacts: [], slots: [], waiting: [], runs: 1 };

  const before = receive([request({ number: 'F1', facts: stale })], mailbox);
  const after = receive([request({ number: 'F1', facts: fresh })], mailbox);

  expect(before.answers.get('F1')).toMatchObject({ fate: 'deferred', why: 'stale-data', orRefreshed: true });
  expect(after.groups).toEqual([{ lead: 'F1', members: ['F1'] }]);
});

test('M11 what new data let go is spread from then on, and past the close to the next opening', () => {
  const policies = { spread: '20 minutes', window: 'weekdays 09:00-18:00' };
  const facts = { customer: { number: 'C4711' } };
  const at = (text: string) => request({ number: 'F1', at: text, policies, facts, refreshed: true });
  const mailbox = { contacts: [], slots: [], waiting: [], runs: 1 };

  const inside = receive([at('2026-03-10 10:00')], mailbox).answers.get('F1') ?? null;
  const late = receive([at('2026-03-10 17:59')], mailbox).answers.get('F1') ?? null;

  expect([say(inside), say(late)]).toEqual([
    'deferred spread 2026-03-10 10:17',
    'deferred spread 2026-03-11 09:17',
  ]);
});
