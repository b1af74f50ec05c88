import { close } from '../closing.ts';
import { rule } from './rule.ts';

/** Ends the run; its tasks stay open. */
export const end = rule('end', {
  enter: (d, step) => close(d, { kind: 'finish', outcome: step.outcome ?? 'completed' }),
});
