import { expect, test } from 'vitest';
import type { Change, Timed } from '../../../engine/simulate/index.ts';
import { instant, openPolicies } from '../decide/some-context.ts';
import { email, end, planOf, wait } from '../run/plans.ts';
import { invoice, walkThrough } from './walk-through.ts';

const policies = openPolicies({
  window: 'weekdays 09:00-18:00',
  slot: '15 minutes',
  cap: { atMost: 1, per: '7 days' },
});
const plan = planOf(
  [
    wait('j1', 'relance', { from: 'due', days: 1 }),
    email('relance', 'j8'),
    wait('j8', 'fin', { from: 'due', days: 8 }),
    end,
  ],
  { policies },
);
const two = ['F1', 'F2'].map((number) =>
  invoice(plan, number, '2026-02-20 10:00', { customer: { net: 200_000 } }),
);

const on = (at: string, change: Change): Timed => ({ at: instant(at), invoice: 0, change });
const from = (lines: readonly string[] = []): readonly string[] => lines.slice(2);
const asked = '2026-03-02 09:00 relance: deferred slot 2026-03-02 09:15';

test('M1 a payment between the decision and the sending ends the run, and only the other message leaves', () => {
  const { F1, F2 } = walkThrough(two, [
    on('2026-03-02 09:05', { what: 'paid', amount: null, on: '2026-03-02' }),
  ]);

  expect(from(F1)).toEqual([asked, '2026-03-02 09:05 relance: finished paid']);
  expect(from(F2).slice(0, 2)).toEqual([asked, '2026-03-02 09:15 relance: done']);
});

test('P3 a dispute between the decision and the sending holds the message until it is closed', () => {
  const { F1 } = walkThrough(two, [
    on('2026-03-02 09:05', { what: 'disputed', id: 'd1', category: null }),
    on('2026-03-26 20:00', { what: 'dispute-closed', id: 'd1' }),
  ]);

  expect(from(F1)).toEqual([
    asked,
    '2026-03-02 09:05 relance: held dispute',
    '2026-03-26 20:00 relance: released dispute',
    '2026-03-26 20:00 relance: deferred window-closed 2026-03-27 09:00',
    '2026-03-27 09:00 relance: done',
    '2026-03-27 09:00 j8: waits 2026-03-30 09:00 true',
    '2026-03-30 09:00 fin: finished completed',
  ]);
});

test('K1 a promise between the decision and the sending holds the message until it is broken', () => {
  const parts = [{ on: '2026-03-05', amount: 100_000 }];
  const { F1 } = walkThrough(two, [on('2026-03-02 09:05', { what: 'promised', id: 'p1', parts })]);

  expect(from(F1)).toEqual([
    asked,
    '2026-03-02 09:05 relance: held promise 2026-03-10 09:00',
    '2026-03-10 09:00 relance: promise-broken',
    '2026-03-10 09:00 relance: done',
    '2026-03-10 09:00 j8: waits 2026-03-13 09:00 true',
    '2026-03-13 09:00 fin: finished completed',
  ]);
});

test('K3 the rest of a promise that was kept in advance is chased again', () => {
  const parts = [{ on: '2026-03-20', amount: 40_000 }];
  const { F1 } = walkThrough(two.slice(0, 1), [
    on('2026-02-25 10:00', { what: 'promised', id: 'p1', parts }),
    on('2026-02-27 10:00', { what: 'paid', amount: 40_000, on: '2026-02-27' }),
  ]);

  expect(from(F1).slice(0, 3)).toEqual([
    '2026-02-25 10:00 j1: held promise 2026-03-25 09:00',
    '2026-02-27 10:00 j1: released promise',
    '2026-03-02 09:00 relance: done',
  ]);
});

test('S4 a due date that moves back and forth sends one message, on the last date', () => {
  const { F1 } = walkThrough(two.slice(0, 1), [
    on('2026-02-25 10:00', { what: 'due-date-moved', to: '2026-03-31' }),
    on('2026-02-26 10:00', { what: 'due-date-moved', to: '2026-03-10' }),
  ]);

  expect(from(F1).slice(0, 3)).toEqual([
    '2026-02-25 10:00 j1: waits 2026-04-01 09:00',
    '2026-02-26 10:00 j1: waits 2026-03-11 09:00',
    '2026-03-11 09:00 relance: done',
  ]);
});
