import { expect, test } from 'vitest';
import { decide } from '../../../engine/decide/index.ts';
import type { Decide, PromiseFacts } from '../../../schemas/index.ts';
import { clockOf, contextAt, instant, type Situation } from './some-context.ts';

const office = { window: 'weekdays 09:00-18:00' };
const recorded = instant('2026-03-05 09:00');

function promise(id: string, parts: PromiseFacts['parts'], more: Partial<PromiseFacts> = {}): PromiseFacts {
  return { id, recordedAt: recorded, parts, fate: 'open', ...more };
}

const full = promise('p1', [{ on: '2026-03-20', amount: 100_000 }]);
const halves = promise('p1', [
  { on: '2026-03-20', amount: 50_000 },
  { on: '2026-04-03', amount: 50_000 },
]);
const early = promise('p0', [{ on: '2026-02-05', amount: 100 }], { recordedAt: instant('2026-02-02 09:00') });
const paid = (amount: number, on: string) => ({ on, recordedAt: instant(`${on} 08:00`), amount });

function holdUntil(situation: Situation, at = '2026-03-06 10:00'): string {
  const { answer } = decide({ ask: 'holds', step: 'fin' } as Decide, contextAt(instant(at), situation));
  if (!('holds' in answer)) return answer.ask;
  return answer.holds
    .map(({ object, until }) => `${object} ${until === null ? '' : clockOf(until)}`)
    .join(', ');
}

function kept(situation: Situation, at: string): string {
  const { answer } = decide(
    { ask: 'kept', step: 'fin', object: 'p1' } as Decide,
    contextAt(instant(at), situation),
  );
  if ('problem' in answer) return answer.problem.code;
  if (answer.ask !== 'kept') return answer.ask;
  return answer.fate === 'until' ? `until ${clockOf(answer.until)}` : answer.fate;
}

const holdCases: readonly {
  readonly about: string;
  readonly situation: Situation;
  readonly gives: string;
}[] = [
  {
    about: 'K1 judged at the opening after two business days of grace',
    situation: { policies: office, facts: { promises: [full] } },
    gives: 'p1 2026-03-25 09:00',
  },
  {
    about: 'K1 a holiday lengthens the grace',
    situation: { policies: office, holidays: ['2026-03-23'], facts: { promises: [full] } },
    gives: 'p1 2026-03-26 09:00',
  },
  {
    about: 'K1 of two open promises the newest holds',
    situation: {
      policies: office,
      facts: {
        promises: [full, promise('p2', [{ on: '2026-03-27', amount: 1 }], { recordedAt: recorded + 1 })],
      },
    },
    gives: 'p2 2026-04-01 09:00',
  },
  {
    about: 'K1 once the first date is covered the second holds',
    situation: { policies: office, facts: { promises: [halves], payments: [paid(50_000, '2026-03-06')] } },
    gives: 'p1 2026-04-08 09:00',
  },
  {
    about: 'K1 a promise that payments cover holds nobody',
    situation: { facts: { promises: [full], payments: [paid(100_000, '2026-03-06')] } },
    gives: '',
  },
  {
    about: 'K1 what was paid before it was made does not count',
    situation: { policies: office, facts: { promises: [full], payments: [paid(100_000, '2026-03-04')] } },
    gives: 'p1 2026-03-25 09:00',
  },
  {
    about: 'K4 no promise holds beyond the limit of all',
    situation: { policies: { ...office, promiseAtMost: '10 days' }, facts: { promises: [full] } },
    gives: 'p1 2026-03-15 09:00',
  },
  {
    about: 'K4 what an earlier one has delayed counts, until it was paid',
    situation: {
      policies: { ...office, promiseAtMost: '10 days' },
      facts: { promises: [early, full], payments: [paid(100, '2026-02-04')] },
    },
    gives: 'p1 2026-03-13 10:00',
  },
  {
    about: 'K4 what an earlier one has delayed counts, until it was broken',
    situation: {
      policies: { ...office, promiseAtMost: '10 days' },
      facts: { promises: [{ ...early, fate: 'broken' }, full] },
    },
    gives: 'p1 2026-03-07 09:00',
  },
  {
    about: 'K4 one that was replaced has delayed until then',
    situation: {
      policies: { ...office, promiseAtMost: '10 days' },
      facts: {
        promises: [{ ...full, id: 'p0', recordedAt: instant('2026-02-28 09:00'), fate: 'replaced' }, full],
      },
    },
    gives: 'p1 2026-03-10 09:00',
  },
];

test.each(holdCases)('$about', ({ situation, gives }) => {
  expect(holdUntil(situation)).toBe(gives);
});

const monday = '2026-03-25 09:00';
const keptCases: readonly {
  readonly about: string;
  readonly situation: Situation;
  readonly at: string;
  readonly gives: string;
}[] = [
  {
    about: 'K2 nothing paid',
    situation: { policies: office, facts: { promises: [full] } },
    at: monday,
    gives: 'broken',
  },
  {
    about: 'K2 paid in part',
    situation: { policies: office, facts: { promises: [full], payments: [paid(99_999, '2026-03-20')] } },
    at: monday,
    gives: 'broken',
  },
  {
    about: 'K2 paid',
    situation: { policies: office, facts: { promises: [full], payments: [paid(100_000, '2026-03-24')] } },
    at: monday,
    gives: 'kept',
  },
  {
    about: 'K2 the first of two dates is covered',
    situation: { policies: office, facts: { promises: [halves], payments: [paid(50_000, '2026-03-24')] } },
    at: monday,
    gives: 'until 2026-04-08 09:00',
  },
  {
    about: 'K2 the payment came back',
    situation: {
      policies: office,
      facts: { promises: [full], payments: [paid(100_000, '2026-03-20'), paid(-100_000, '2026-03-23')] },
    },
    at: monday,
    gives: 'broken',
  },
  {
    about: 'K2 a receipt on account covers what is due',
    situation: {
      policies: office,
      facts: { promises: [full], customer: { net: 30_000, credit: 100_000, overdue: 100_000 } },
    },
    at: '2026-03-25 09:00',
    gives: 'until 2026-03-26 09:00',
  },
  {
    about: 'K2 data are stale',
    situation: { policies: office, facts: { promises: [full], refreshedAt: instant('2026-03-10 09:00') } },
    at: monday,
    gives: 'until 2026-03-26 09:00',
  },
  {
    about: 'K4 beyond the limit a person decides',
    situation: { policies: { ...office, promiseAtMost: '10 days' }, facts: { promises: [full] } },
    at: '2026-03-15 09:00',
    gives: 'promise-limit',
  },
];

test.each(keptCases)('$about: $gives', ({ situation, at, gives }) => {
  expect(kept(situation, at)).toBe(gives);
});
