import { ask, line, raise } from '../draft.ts';
import { go } from '../go.ts';
import { rule } from './rule.ts';

/** Follows the variant that the customer was assigned. */
export const experiment = rule('experiment', {
  enter: (d) => ask(d, 'variant'),
  answered: (d, step, answer) => {
    if (answer.ask !== 'variant' || 'problem' in answer) return;
    const variant = step.variants.find((one) => one.name === answer.variant);
    if (variant === undefined) return raise(d, { code: 'unknown-variant' });
    line(d, 'assigned', { variant: variant.name });
    go(d, variant.next);
  },
});
