import { ask, line, raise } from '../draft.ts';
import { go } from '../go.ts';
import { rule } from './rule.ts';

/** Takes the first case that holds; a missing value takes `unknown` or holds the run. */
export const branch = rule('branch', {
  enter: (d) => ask(d, 'which'),
  answered: (d, step, answer) => {
    if (answer.ask !== 'which' || 'problem' in answer) return;
    if (answer.way === 'unknown') {
      if (step.unknown === undefined) return raise(d, { code: 'unknown-value' });
      line(d, 'took', { case: 'unknown' });
      return go(d, step.unknown);
    }
    const taken = step.cases.find((one) => answer.way === 'case' && one.name === answer.case);
    line(d, 'took', { case: taken === undefined ? 'else' : taken.name });
    go(d, taken === undefined ? step.else : taken.next);
  },
  ordered: (step, order) => (order === 'skip' ? step.else : null),
});
