import { expect, it } from 'vitest';
import { wordsOfResolved } from '../../../server/cli/show/resolved.ts';

const base = {
  ...{ delivery: '31', customer: 'Testard', subject: null },
  ...{ isLate: false, madeAgainAs: null, isWithdrawn: false, doneBy: null },
  after: null,
};
const [sent, notSent] = ['sent', 'not-sent'] as const;

it.each([
  [{ fate: sent }, 'sent.'],
  [{ fate: sent, isLate: true, isWithdrawn: true }, 'sent after all; it will not be made again.'],
  [
    { fate: sent, isLate: true, madeAgainAs: '32' },
    'sent after all, and made again already, as delivery 32. The customer may have it twice.',
  ],
  [{ fate: sent, isLate: true }, 'sent after all; nothing was to be withdrawn, the run has left that step.'],
  [{ fate: notSent, after: { again: 'now', heldBy: [] } }, 'not sent; a new one will be made.'],
  [
    { fate: notSent, after: { again: 'on-release', heldBy: ['dispute'] } },
    'not sent; a new one will be made when nothing holds the run any more (open dispute).',
  ],
  [{ fate: notSent, doneBy: '30' }, 'not sent; delivery 30 has done the same, no new one will be made.'],
  [{ fate: notSent }, 'not sent; no new one will be made, the run has ended or has left this step.'],
] as const)('a resolved delivery says what follows: %j', (said, words) => {
  expect(wordsOfResolved({ ...base, ...said }).en).toBe(`Delivery 31 (Testard): ${words}`);
});
