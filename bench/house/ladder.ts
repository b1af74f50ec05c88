import type { Flow, Policies } from '../../schemas/index.ts';

/** Two reminders after the due date, eight days apart; a bench never waits for fresh data. */
export function ladder(policies: Partial<Policies> = {}): Flow {
  return {
    id: 'ladder',
    name: 'Ladder',
    currency: 'EUR',
    policies: { freshness: '999 days', ...policies },
    start: 'first-wait',
    steps: [
      { id: 'first-wait', kind: 'wait', until: { from: 'due', days: 1 }, next: 'first' },
      {
        id: 'first',
        kind: 'email',
        to: ['billing'],
        message: 'reminder',
        tone: 'courtesy',
        next: 'second-wait',
      },
      { id: 'second-wait', kind: 'wait', until: { from: 'due', days: 9 }, next: 'second' },
      { id: 'second', kind: 'email', to: ['billing'], message: 'reminder', tone: 'courtesy', next: 'end' },
      { id: 'end', kind: 'end' },
    ],
  };
}
