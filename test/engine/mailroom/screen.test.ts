import { expect, test } from 'vitest';
import { screen } from '../../../engine/mailroom/index.ts';
import type { Step } from '../../../schemas/index.ts';
import { instant } from '../decide/some-context.ts';
import { call, email, notify, planOf } from '../run/plans.ts';
import { request, say, type Wanted } from './requests.ts';

const office = { window: 'weekdays 09:00-18:00' };
const openDispute = { id: 'd1', category: null, openedAt: 0, closedAt: null };
const promised = {
  id: 'p1',
  recordedAt: instant('2026-03-05 09:00'),
  parts: [{ on: '2026-03-20', amount: 100_000 }],
  fate: 'open' as const,
};
const skipPlan = (lastBeforeFormal: readonly string[]) =>
  planOf([email('relance', 'fin')], { lastBeforeFormal });
const handoff: Step = { id: 'remise', kind: 'handoff', to: 'contentieux', next: 'fin' };

const cases: readonly (Omit<Wanted, 'number'> & { readonly about: string; readonly gives: string })[] = [
  { about: 'M1 what is owed leaves', gives: 'leaves' },
  {
    about: 'M1 a paid invoice is void',
    facts: { invoice: { open: 0, settledBy: 'paid' } },
    gives: 'void paid',
  },
  {
    about: 'M1 a written-off invoice is void',
    facts: { invoice: { writtenOff: true } },
    gives: 'void written-off',
  },
  { about: 'M1 less than the floor is void', policies: { floor: '1000.01' }, gives: 'void below-floor' },
  { about: 'M1 the floor itself is chased', policies: { floor: '1000.00' }, gives: 'leaves' },
  { about: 'M1 a dispute blocks', facts: { disputes: [openDispute] }, gives: 'blocked dispute' },
  {
    about: 'M1 a promise blocks until it is judged',
    facts: { promises: [promised] },
    gives: 'blocked promise',
  },
  {
    about: 'M1 a promise whose day has passed blocks no more: it is broken',
    facts: { promises: [promised] },
    at: '2026-03-26 10:00',
    gives: 'leaves',
  },
  {
    about: 'K4 a promise beyond the limit of all promises blocks no more: a person has decided',
    facts: { promises: [{ ...promised, parts: [{ on: '2026-06-20', amount: 100_000 }] }] },
    policies: { promiseAtMost: '10 days' },
    at: '2026-03-16 10:00',
    gives: 'leaves',
  },
  { about: 'M1 a pause blocks', facts: { paused: true }, gives: 'blocked pause' },
  {
    about: 'M1 an excluded customer blocks',
    facts: { customer: { excluded: { reason: 'négociation', until: null } } },
    gives: 'blocked excluded',
  },
  {
    about: 'M1 a step despite disputes leaves under a dispute',
    step: email('resume', 'fin', { despite: ['disputed'] }),
    facts: { disputes: [openDispute] },
    gives: 'leaves',
  },
  {
    about: 'M1 a step despite disputes is blocked by a pause',
    step: email('resume', 'fin', { despite: ['disputed'] }),
    facts: { disputes: [openDispute], paused: true },
    gives: 'blocked dispute pause',
  },
  {
    about: 'M1 meant for before the due date and past it',
    planned: '2026-02-26 09:00',
    gives: 'void meant-before-due',
  },
  {
    about: 'M1 meant for before the due date and on that day',
    planned: '2026-02-26 09:00',
    at: '2026-03-01 10:00',
    gives: 'leaves',
  },
  {
    about: 'M1 under skip a courtesy whose day has passed',
    policies: { lateStart: 'skip' },
    planned: '2026-03-08 09:00',
    late: true,
    gives: 'void late-start',
  },
  {
    about: 'M1 under skip the last contact before a formal notice',
    plan: skipPlan(['relance']),
    policies: { lateStart: 'skip' },
    planned: '2026-03-08 09:00',
    late: true,
    gives: 'leaves',
  },
  {
    about: 'M1 under skip a firm message',
    step: email('relance', 'fin', { tone: 'firm' }),
    policies: { lateStart: 'skip' },
    planned: '2026-03-08 09:00',
    late: true,
    gives: 'leaves',
  },
  { about: 'M2 no address', facts: { contacts: [] }, gives: 'unreachable' },
  {
    about: 'M2 data too old',
    facts: { refreshedAt: instant('2026-03-03 09:59') },
    gives: 'deferred stale-data 2026-03-24 10:00',
  },
  {
    about: 'M2 data just fresh enough',
    facts: { refreshedAt: instant('2026-03-03 10:00') },
    gives: 'leaves',
  },
  {
    about: 'M2 credits cover all',
    facts: { customer: { net: 0 } },
    gives: 'deferred credits-cover 2026-03-11 10:00',
  },
  {
    about: 'M2 credits cover what is past due, not what will be',
    facts: { customer: { net: 50_000, credit: 100_000, overdue: 100_000 } },
    gives: 'deferred credits-cover 2026-03-11 10:00',
  },
  {
    about: 'M2 credits cover a part of what is past due',
    facts: { customer: { net: 50_000, credit: 99_999, overdue: 100_000 } },
    gives: 'leaves',
  },
  {
    about: 'M2 credits cover the rest, not this invoice that falls due later',
    facts: { invoice: { dueOn: '2026-03-20' }, customer: { net: 50_000, credit: 150_000, overdue: 100_000 } },
    gives: 'leaves',
  },
  {
    about: 'M2 before the window',
    policies: office,
    at: '2026-03-10 08:59',
    gives: 'deferred window-closed 2026-03-10 09:00',
  },
  {
    about: 'M2 at its close',
    policies: office,
    at: '2026-03-13 18:00',
    gives: 'deferred window-closed 2026-03-16 09:00',
  },
  {
    about: 'M2 on a holiday',
    policies: office,
    holidays: ['2026-03-10'],
    gives: 'deferred window-closed 2026-03-11 09:00',
  },
  {
    about: 'M3 a call at night',
    step: call('appel', 'fin'),
    policies: office,
    at: '2026-03-10 23:00',
    gives: 'leaves',
  },
  {
    about: 'M3 a call under a dispute',
    step: call('appel', 'fin'),
    facts: { disputes: [openDispute] },
    gives: 'blocked dispute',
  },
  {
    about: 'M3 a hand-over under a dispute',
    step: handoff,
    facts: { disputes: [openDispute] },
    gives: 'leaves',
  },
  {
    about: 'M3 a hand-over of a paid invoice',
    step: handoff,
    facts: { invoice: { open: 0, settledBy: 'paid' } },
    gives: 'void paid',
  },
  {
    about: 'M3 a notice about a paid invoice',
    step: notify('avis', 'fin'),
    facts: { invoice: { open: 0 } },
    gives: 'leaves',
  },
  {
    about: 'M10 put off for longer than allowed',
    policies: { ...office, deferAtMost: '3 days' },
    since: '2026-03-10 20:00',
    at: '2026-03-13 20:00',
    gives: 'failed deferred-too-long',
  },
  {
    about: 'M10 put off at most until the limit',
    policies: { ...office, deferAtMost: '1 day' },
    since: '2026-03-13 18:30',
    at: '2026-03-13 18:30',
    gives: 'deferred window-closed 2026-03-14 18:30',
  },
];

test.each(cases)('$about: $gives', ({ about: _about, gives, ...wanted }) => {
  const outcome = screen(request({ number: 'F1', ...wanted }));

  expect(say(outcome, wanted.zone)).toBe(gives);
});
