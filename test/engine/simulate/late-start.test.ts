import { expect, test } from 'vitest';
import type { Plan, Policies } from '../../../schemas/index.ts';
import { openPolicies } from '../decide/some-context.ts';
import { email, end, planOf, wait } from '../run/plans.ts';
import { invoice, walkThrough } from './walk-through.ts';

function ladder(policies: Partial<Policies>, last: 'courtesy' | 'formal' = 'courtesy'): Plan {
  const until = (days: number) => ({ from: 'due', days }) as const;
  return planOf(
    [
      wait('j-3', 'rappel', until(-3)),
      email('rappel', 'j7', { tone: 'prevention' }),
      wait('j7', 'relance-1', until(7)),
      email('relance-1', 'j14'),
      wait('j14', 'relance-2', until(14)),
      email('relance-2', 'j30'),
      wait('j30', 'derniere', until(30)),
      email('derniere', 'fin', { tone: last }),
      end,
    ],
    { policies: openPolicies(policies), lastBeforeFormal: last === 'formal' ? ['relance-2'] : [] },
  );
}

const fates = (lines: readonly string[] = []): readonly string[] =>
  lines.filter((line) => /: (done|void|finished)/.test(line));

test('W4 imported 40 days late under compress: in order, three days apart', () => {
  const { F1 } = walkThrough([invoice(ladder({}), 'F1', '2026-04-10 10:00')]);

  expect(F1).toEqual([
    '2026-04-10 10:00 j-3: started',
    '2026-04-10 10:00 rappel: void meant-before-due',
    '2026-04-10 10:00 relance-1: done',
    '2026-04-10 10:00 j14: waits 2026-04-13 10:00 true',
    '2026-04-13 10:00 relance-2: done',
    '2026-04-13 10:00 j30: waits 2026-04-16 10:00 true',
    '2026-04-16 10:00 derniere: done',
    '2026-04-16 10:00 fin: finished completed',
  ]);
});

test('W4 imported 40 days late under skip: the last contact before the formal notice, then the notice', () => {
  const { F1 } = walkThrough([invoice(ladder({ lateStart: 'skip' }, 'formal'), 'F1', '2026-04-10 10:00')]);

  expect(fates(F1)).toEqual([
    '2026-04-10 10:00 rappel: void meant-before-due',
    '2026-04-10 10:00 relance-1: void late-start',
    '2026-04-10 10:00 relance-2: done',
    '2026-04-13 10:00 derniere: done',
    '2026-04-13 10:00 fin: finished completed',
  ]);
});

test('W3 imported in time each message leaves on its day', () => {
  const { F1 } = walkThrough([invoice(ladder({}), 'F1', '2026-02-01 10:00')]);

  expect(fates(F1)).toEqual([
    '2026-02-26 09:00 rappel: done',
    '2026-03-08 09:00 relance-1: done',
    '2026-03-15 09:00 relance-2: done',
    '2026-03-31 09:00 derniere: done',
    '2026-03-31 09:00 fin: finished completed',
  ]);
});

test('W4 a dispute closed after twenty days does not fire two reminders at once', () => {
  const events = [
    {
      at: Date.parse('2026-03-05T09:00:00Z'),
      invoice: 0,
      change: { what: 'disputed', id: 'd1', category: null },
    },
    { at: Date.parse('2026-03-25T09:00:00Z'), invoice: 0, change: { what: 'dispute-closed', id: 'd1' } },
  ] as const;

  const { F1 } = walkThrough([invoice(ladder({}), 'F1', '2026-02-01 10:00')], events);

  expect(fates(F1).slice(1, 4)).toEqual([
    '2026-03-25 10:00 relance-1: done',
    '2026-03-28 10:00 relance-2: done',
    '2026-03-31 10:00 derniere: done',
  ]);
});
