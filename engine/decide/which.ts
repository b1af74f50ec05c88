import type { Answer, Decide, StepOf } from '../../schemas/index.ts';
import { assignVariant } from '../experiment/index.ts';
import type { Explanation } from '../rules/index.ts';
import { type Context, problem } from './context.ts';
import { whenWaitEnds } from './when.ts';

export interface Which {
  readonly answer: Answer;
  /** Each case looked at, in order, with the values that it saw; made only when asked for. */
  readonly explain: () => readonly { readonly case: string; readonly explanation: Explanation }[];
}

/** The first case that holds. A case that cannot be known stops the search: it might have held. */
export function whichCase(step: StepOf<'branch'>, context: Context): Which {
  const cases = context.prepared.cases.get(step.id) ?? [];
  const { currency } = context.prepared.plan;
  const today = { today: context.calendar.zone.dayOf(context.at), currency };
  let looked = 0;
  let answer: Answer = { ask: 'which', way: 'else' };
  for (const { name, condition } of cases) {
    looked += 1;
    const truth = condition.test(context.facts, today);
    if (truth === false) continue;
    answer = truth === null ? { ask: 'which', way: 'unknown' } : { ask: 'which', way: 'case', case: name };
    break;
  }
  return {
    answer,
    explain: () =>
      cases
        .slice(0, looked)
        .map(({ name, condition }) => ({ case: name, explanation: condition.explain(context.facts, today) })),
  };
}

/**
 * The variant of the customer: the one stored at the first assignment, or else the one that the hash
 * proposes, which the driver then stores.
 */
export function whichVariant(step: StepOf<'experiment'>, context: Context, stored: string | null): Answer {
  if (stored !== null) {
    const known = step.variants.some(({ name }) => name === stored);
    return known
      ? { ask: 'variant', variant: stored }
      : {
          ask: 'variant',
          ...problem(
            'unknown-variant',
            `variant "${stored}" is no longer in step "${step.id}"; migrate the run`,
          ),
        };
  }
  const { plan } = context.prepared;
  return {
    ask: 'variant',
    variant: assignVariant({
      experiment: `${plan.flow}/${step.id}`,
      customer: context.facts.customer.number,
      variants: step.variants,
    }).name,
  };
}

/**
 * The planned instant (epoch milliseconds) at which the variants first differ for this invoice: from
 * then on it counts as exposed, in every variant.
 */
export function exposedAt(step: StepOf<'experiment'>, command: Decide, context: Context): number {
  const ends = step.variants.map(({ next }) => {
    const first = context.prepared.plan.steps[next];
    const answer = first?.kind === 'wait' ? whenWaitEnds(first, command, context) : undefined;
    return answer !== undefined && 'at' in answer ? answer.at : context.at;
  });
  return Math.min(...ends);
}
