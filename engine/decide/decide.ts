import type { Answer, Decide } from '../../schemas/index.ts';
import { alreadyHeard } from './already.ts';
import { type Context, problem } from './context.ts';
import { whichHolds } from './holds.ts';
import { wasKept } from './kept.ts';
import { whenPatienceEnds, whenWaitEnds } from './when.ts';
import { type Which, whichCase, whichVariant } from './which.ts';

export interface Decision {
  readonly answer: Answer;
  /** For a branch: what each condition saw. */
  readonly explain: Which['explain'] | null;
}

function when(command: Decide, context: Context): Answer {
  const step = context.prepared.plan.steps[command.step];
  if (step?.kind === 'wait') return whenWaitEnds(step, command, context);
  if (step?.kind === 'approve') return whenPatienceEnds(step.within, context);
  if (step?.kind !== 'listen')
    return { ask: 'when', ...problem('no-wait', `step "${command.step}" does not wait`) };
  const already = alreadyHeard(step, context.facts, command.since ?? command.entered);
  const answer = whenPatienceEnds(step.within, context);
  return already === undefined || answer.ask !== 'when' || 'problem' in answer
    ? answer
    : { ...answer, already };
}

/**
 * Answers a question of the reducer from facts alone: the same function in every driver.
 *
 * @param stored With *variant*: what was stored at the customer's first assignment, or null.
 */
export function decide(command: Decide, context: Context, stored: string | null = null): Decision {
  const plain = (answer: Answer): Decision => ({ answer, explain: null });
  const step = context.prepared.plan.steps[command.step];
  switch (command.ask) {
    case 'when':
      return plain(when(command, context));
    case 'which':
      if (step?.kind !== 'branch')
        return plain({ ask: 'which', ...problem('no-branch', `step "${command.step}" has no cases`) });
      return whichCase(step, context);
    case 'variant':
      if (step?.kind !== 'experiment') {
        return plain({
          ask: 'variant',
          ...problem('no-experiment', `step "${command.step}" has no variants`),
        });
      }
      return plain(whichVariant(step, context, stored));
    case 'holds':
      return plain(whichHolds(context));
    case 'kept':
      return plain(wasKept(command.object ?? '', context));
  }
}
