import type { Flow } from '../../schemas/index.ts';

/** Two reminders after the due date, a week apart. */
export const ladder: Flow = {
  id: 'ladder',
  name: 'Ladder',
  currency: 'EUR',
  policies: { freshness: '999 days' },
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
    { id: 'second-wait', kind: 'wait', until: { from: 'due', days: 8 }, next: 'second' },
    { id: 'second', kind: 'email', to: ['billing'], message: 'reminder', tone: 'firm', next: 'end' },
    { id: 'end', kind: 'end' },
  ],
};
