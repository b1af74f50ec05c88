import { expect, test } from 'vitest';
import { type MailRequest, receive } from '../../../engine/mailroom/index.ts';
import { instant } from '../decide/some-context.ts';
import { email, notify } from '../run/plans.ts';
import { request, say, tuesday, type Wanted } from './requests.ts';

const capped = (atMost: number) => ({ cap: { atMost, per: '7 days' } });
const formal = email('demeure', 'fin', { tone: 'formal' });
const grouped = { grouping: 'customer' as const };
const later = { 'deferred cap': 'deferred cap 2026-03-17 09:00' } as const;

interface Case {
  readonly about: string;
  readonly asked: readonly Wanted[];
  readonly contacts?: readonly string[];
  readonly leave: readonly (readonly string[])[];
  readonly wait?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    about: 'M6 a formal notice takes the one place, the paid invoice none, the others wait a week',
    asked: [
      { number: 'F1', policies: capped(1) },
      { number: 'F2', policies: capped(1), step: formal },
      { number: 'F3', policies: capped(1), facts: { invoice: { open: 0, settledBy: 'paid' } } },
      { number: 'F4', policies: capped(1) },
    ],
    leave: [['F2']],
    wait: { F3: 'void paid', F1: later['deferred cap'], F4: later['deferred cap'] },
  },
  {
    about: 'M6 of equal tones the oldest plan goes first',
    asked: [
      { number: 'F1', policies: capped(1) },
      { number: 'F2', policies: capped(1), planned: '2026-03-09 09:00' },
    ],
    leave: [['F2']],
    wait: { F1: later['deferred cap'] },
  },
  {
    about: 'M6 of equal plans the largest amount goes first',
    asked: [
      { number: 'F1', policies: capped(1) },
      { number: 'F2', policies: capped(1), facts: { invoice: { open: 100_001 } } },
    ],
    leave: [['F2']],
    wait: { F1: later['deferred cap'] },
  },
  {
    about: 'M6 equal requests go by number',
    asked: [
      { number: 'F2', policies: capped(1) },
      { number: 'F1', policies: capped(1) },
    ],
    leave: [['F1']],
    wait: { F2: later['deferred cap'] },
  },
  {
    about: 'M7 seven days exactly after the last contact there is a place',
    asked: [{ number: 'F1', policies: capped(1) }],
    contacts: ['2026-03-03 23:59'],
    leave: [['F1']],
  },
  {
    about: 'M7 six days after it there is none until the seventh',
    asked: [{ number: 'F1', policies: capped(1) }],
    contacts: ['2026-03-04 00:01'],
    leave: [],
    wait: { F1: 'deferred cap 2026-03-11 09:00' },
  },
  {
    about: 'M7 the day that opens a place may be no day of the window',
    asked: [
      { number: 'F1', policies: { ...capped(1), window: 'weekdays 09:00-18:00' }, holidays: ['2026-03-16'] },
    ],
    contacts: ['2026-03-07 10:00'],
    leave: [],
    wait: { F1: 'deferred cap 2026-03-17 09:00' },
  },
  {
    about: 'M7 days are counted by the calendar also where the clock changes between them',
    asked: [{ number: 'F1', policies: capped(1), at: '2026-04-01 00:10' }],
    contacts: ['2026-03-26 23:50'],
    leave: [],
    wait: { F1: 'deferred cap 2026-04-02 09:00' },
  },
  {
    about: 'M7 days are those of the recipient’s zone',
    asked: [{ number: 'F1', policies: capped(1), zone: 'Pacific/Auckland', at: '2026-03-10 09:00' }],
    contacts: ['2026-03-03 12:30'],
    leave: [],
    wait: { F1: 'deferred cap 2026-03-11 09:00' },
  },
  {
    about: 'M7 tasks and notices take no place',
    asked: [
      { number: 'F1', policies: capped(1), step: notify('avis', 'fin') },
      { number: 'F2', policies: capped(1) },
    ],
    leave: [['F2'], ['F1']],
  },
  {
    about: 'M8 a run that catches up keeps its gap',
    asked: [{ number: 'F1', late: true, lastDelivery: '2026-03-08 10:00' }],
    leave: [],
    wait: { F1: 'deferred gap 2026-03-11 09:00' },
  },
  {
    about: 'M8 on the last day of the gap there is room, and without lateness always',
    asked: [
      { number: 'F1', late: true, lastDelivery: '2026-03-07 16:00' },
      { number: 'F2', lastDelivery: '2026-03-09 10:00' },
    ],
    leave: [['F1'], ['F2']],
  },
  {
    about: 'M9 invoices of one customer share the message of the hardest tone',
    asked: [
      { number: 'F1', policies: grouped },
      { number: 'F2', policies: grouped, step: email('ferme', 'fin', { tone: 'firm' }) },
      { number: 'F3', policies: grouped },
    ],
    leave: [['F2', 'F1', 'F3']],
  },
  {
    about: 'M9 a formal notice goes alone',
    asked: [
      { number: 'F1', policies: grouped },
      { number: 'F2', policies: grouped, step: formal },
      { number: 'F3', policies: grouped, step: formal },
    ],
    leave: [['F2'], ['F3'], ['F1']],
  },
  {
    about: 'M9 unless formalAlone is false',
    asked: [
      { number: 'F1', policies: { ...grouped, formalAlone: false } },
      { number: 'F2', policies: { ...grouped, formalAlone: false }, step: formal },
    ],
    leave: [['F2', 'F1']],
  },
  {
    about: 'M9 another currency goes by itself',
    asked: [
      { number: 'F1', policies: grouped },
      { number: 'F2', policies: grouped, facts: { invoice: { currency: 'CHF' } } },
    ],
    leave: [['F1'], ['F2']],
  },
  {
    about: 'M9 one message takes one place',
    asked: ['F1', 'F2', 'F3'].map((number) => ({ number, policies: { ...grouped, ...capped(1) } })),
    leave: [['F1', 'F2', 'F3']],
  },
];

test.each(cases)('$about', ({ asked, contacts = [], leave, wait = {} }) => {
  const mailbox = {
    contacts: contacts.map((text) => instant(text)),
    slots: [],
    waiting: [],
    runs: asked.length,
  };

  const reception = receive(asked.map(request), mailbox);

  const zone = asked[0]?.zone;
  expect(reception.groups.map(({ members }) => members)).toEqual(leave);
  expect(Object.fromEntries([...reception.answers].map(([key, one]) => [key, say(one, zone)]))).toEqual(wait);
});

test('M6 the order in which requests are asked changes nothing', () => {
  const wanted: readonly Wanted[] = [
    { number: 'F1', policies: capped(2) },
    { number: 'F2', policies: capped(2), step: formal },
    { number: 'F3', policies: capped(2), planned: '2026-03-09 09:00' },
  ];
  const mailbox = { contacts: [], slots: [], waiting: [], runs: 3 };
  const orders = [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ];

  const groups = orders.map((order) =>
    receive(order.flatMap((place) => wanted[place] ?? []).map(request), mailbox).groups.map(
      ({ lead }) => lead,
    ),
  );

  expect(groups).toEqual([
    ['F2', 'F3'],
    ['F2', 'F3'],
    ['F2', 'F3'],
  ]);
});

const collecting = { slot: '15 minutes', window: 'weekdays 09:00-18:00', ...capped(1) };

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
