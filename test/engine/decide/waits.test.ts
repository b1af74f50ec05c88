import { expect, test } from 'vitest';
import { decide } from '../../../engine/decide/index.ts';
import type { Decide, StepOf } from '../../../schemas/index.ts';
import { approve, end, planOf, wait } from '../run/plans.ts';
import { clockOf, contextAt, instant, type Situation } from './some-context.ts';

const office = { window: 'weekdays 09:00-18:00' };
const due = (days: number, more: Partial<StepOf<'wait'>['until']> = {}) =>
  ({ from: 'due', days, ...more }) as const;

interface Case extends Situation {
  readonly about: string;
  readonly until: StepOf<'wait'>['until'];
  /** When it is asked; 1 February 2026 at noon where absent. */
  readonly at?: string;
  readonly entered?: string;
  readonly lastDelivery?: string;
  /** The delivery of the step that the wait names. */
  readonly named?: string;
  readonly late?: boolean;
  readonly dueOn?: string | null;
  readonly gives: string;
}

const noon = '2026-02-01 12:00';

function ask(wanted: Omit<Case, 'about' | 'gives'>): string {
  const { until, at = noon, entered = at, lastDelivery, named, late = false, dueOn, zone } = wanted;
  const command: Decide = {
    type: 'decide',
    id: 'run-1/attente/1/1',
    ask: 'when',
    at: instant(at, zone),
    step: 'attente',
    visit: 1,
    entered: instant(entered, zone),
    lastDelivery: lastDelivery === undefined ? null : instant(lastDelivery, zone),
    namedDelivery: named === undefined ? null : instant(named, zone),
    late,
    since: null,
    object: null,
  };
  const facts = dueOn === undefined ? {} : { facts: { invoice: { dueOn } } };
  const plan = planOf([wait('attente', 'fin', until), end]);

  const { answer } = decide(command, contextAt(command.at, { ...wanted, plan, ...facts }));

  if ('problem' in answer) return answer.problem.code;
  if (answer.ask !== 'when') return answer.ask;
  return `${clockOf(answer.at, zone)}${answer.late ? ' late' : ''}`;
}

const cases: readonly Case[] = [
  { about: 'W1 days after the due date, at nine', until: due(7), gives: '2026-03-08 09:00' },
  { about: 'W1 days before the due date', until: due(-3), gives: '2026-02-26 09:00' },
  { about: 'W1 at a clock time', until: due(0, { at: '14:30' }), gives: '2026-03-01 14:30' },
  {
    about: 'W1 at the opening of the window',
    until: due(1),
    policies: { window: 'daily 08:15-18:00' },
    gives: '2026-03-02 08:15',
  },
  { about: 'W1 from the issue date', until: { from: 'issued', days: 10 }, gives: '2026-02-09 09:00' },
  { about: 'W1 from the start of the step', until: { from: 'step', days: 2 }, gives: '2026-02-03 09:00' },
  {
    about: 'W1 zero days from the step never end before it began',
    until: { from: 'step', days: 0 },
    gives: '2026-02-01 12:00',
  },
  {
    about: 'W1 from the last delivery',
    until: { from: 'delivery', days: 8 },
    lastDelivery: '2026-02-01 11:00',
    gives: '2026-02-09 09:00',
  },
  {
    about: 'W1 from a delivery that never was: the start',
    until: { from: 'delivery', days: 1 },
    gives: '2026-02-02 09:00',
  },
  {
    about: 'W1 29 February exists in a leap year',
    until: due(1),
    dueOn: '2028-02-28',
    gives: '2028-02-29 09:00',
  },
  { about: 'W1 and not in another', until: due(1), dueOn: '2027-02-28', gives: '2027-03-01 09:00' },
  { about: 'W1 over the end of the year', until: due(5), dueOn: '2026-12-29', gives: '2027-01-03 09:00' },
  { about: 'W1 nine stays nine when the clock goes forward', until: due(28), gives: '2026-03-29 09:00' },
  { about: 'W1 and when it goes back', until: due(0), dueOn: '2026-10-25', gives: '2026-10-25 09:00' },
  {
    about: 'W1 a time that the clock skips moves forward',
    until: due(28, { at: '02:30' }),
    gives: '2026-03-29 03:30',
  },
  {
    about: 'W1 business days skip weekends',
    until: due(2, { count: 'business' }),
    dueOn: '2026-03-06',
    gives: '2026-03-10 09:00',
  },
  {
    about: 'W1 business days skip holidays',
    until: due(2, { count: 'business' }),
    dueOn: '2026-04-02',
    holidays: ['2026-04-03', '2026-04-06'],
    gives: '2026-04-08 09:00',
  },
  {
    about: 'W1 business days before the due date',
    until: due(-1, { count: 'business' }),
    gives: '2026-02-27 09:00',
  },
  { about: 'W1 no due date', until: due(7), dueOn: null, gives: 'no-due-date' },
  { about: 'W1 an absurd due date', until: due(7), dueOn: '0206-03-01', gives: 'no-due-date' },
  { about: 'W1 a due date that does not exist', until: due(7), dueOn: '2026-02-30', gives: 'no-due-date' },
  {
    about: 'W1 a window that never opens',
    until: due(7),
    policies: { window: 'daily 18:00-09:00' },
    gives: 'window-never-opens',
  },
  { about: 'W2 a weekend moves to Monday', until: due(0), policies: office, gives: '2026-03-02 09:00' },
  {
    about: 'W2 a holiday moves to the next day',
    until: due(1),
    policies: office,
    holidays: ['2026-03-02'],
    gives: '2026-03-03 09:00',
  },
  {
    about: 'W2 an hour after the close moves to the next opening',
    until: due(1, { at: '19:00' }),
    policies: office,
    gives: '2026-03-03 09:00',
  },
  {
    about: 'W2 atLeast after the last delivery',
    until: due(-3, { atLeast: '30 days' }),
    lastDelivery: '2026-02-01 11:00',
    gives: '2026-03-03 11:00',
  },
  {
    about: 'W2 atLeast inside the window',
    until: due(-3, { atLeast: '30 days' }),
    policies: office,
    lastDelivery: '2026-01-29 11:00',
    gives: '2026-03-02 09:00',
  },
  { about: 'W3 its day has not passed', until: due(0), at: '2026-03-01 20:00', gives: '2026-03-01 20:00' },
  {
    about: 'W3 its day has not passed but the window has',
    until: due(1),
    policies: office,
    at: '2026-03-02 20:00',
    gives: '2026-03-03 09:00',
  },
  { about: 'W4 its day has passed', until: due(0), at: '2026-03-02 00:10', gives: '2026-03-02 00:10 late' },
  {
    about: 'W4 its day has passed and something was sent yesterday',
    until: due(0),
    at: '2026-03-10 10:00',
    lastDelivery: '2026-03-09 10:00',
    gives: '2026-03-12 10:00 late',
  },
  {
    about: 'W4 the gap goes on applying while the run catches up',
    until: due(10),
    at: '2026-03-10 10:00',
    lastDelivery: '2026-03-10 10:00',
    late: true,
    gives: '2026-03-13 10:00 late',
  },
  {
    about: 'W4 a plan that is caught up is late no more',
    until: due(14),
    at: '2026-03-10 10:00',
    lastDelivery: '2026-03-10 10:00',
    late: true,
    gives: '2026-03-15 09:00',
  },
  {
    about: 'W1 the customer’s clock counts',
    until: due(0),
    zone: 'Pacific/Auckland',
    gives: '2026-03-01 09:00',
  },
];

test.each(cases)('$about: $gives', ({ about: _about, gives, ...wanted }) => {
  expect(ask(wanted)).toBe(gives);
});

test('W2 the spread puts off by less than its length and never past the close', () => {
  const minutes = Array.from({ length: 200 }, (_, place) => {
    const facts = { facts: { customer: { number: `C${place}` } } };
    const answer = (window: string) =>
      ask({ until: due(1), policies: { window, spread: '20 minutes' }, ...facts });
    return [answer('weekdays 09:00-18:00'), answer('weekdays 09:00-09:05')].map((text) =>
      Number(text.slice(14)),
    );
  });

  expect(Math.max(...minutes.map(([wide = 0]) => wide))).toBe(19);
  expect(Math.min(...minutes.map(([wide = 0]) => wide))).toBe(0);
  expect(Math.max(...minutes.map(([, narrow = 0]) => narrow))).toBe(4);
});

test('W5 an approval ends its time after it began', () => {
  const plan = planOf([approve('attente', 'fin', 'fin', 'fin'), end]);
  const at = instant('2026-03-28 10:00');
  const command = {
    ask: 'when',
    at,
    step: 'attente',
    entered: at,
    lastDelivery: null,
    late: false,
  } as Decide;

  const { answer } = decide(command, contextAt(at, { plan }));

  expect('at' in answer && clockOf(answer.at)).toBe('2026-03-30 10:00');
});
