import { expect, test } from 'vitest';
import { receive } from '../../../engine/mailroom/index.ts';
import { instant } from '../decide/some-context.ts';
import { email, notify } from '../run/plans.ts';
import { request, say, type Wanted } from './requests.ts';

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
