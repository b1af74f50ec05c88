import type { Context, Decision } from '../../engine/decide/index.ts';
import { evaluateLive } from '../../engine/rules/live.ts';
import type { Answer, StepOf } from '../../schemas/index.ts';
import type { LoadedRelease } from './releases.ts';

/**
 * Evaluates the conditions of a branch a second time, with an independent library. Where the two
 * disagree the decision becomes a Problem: the run is held rather than led the wrong way.
 */
export async function crossCheck(
  step: StepOf<'branch'>,
  decision: Decision,
  context: Context,
  loaded: LoadedRelease,
): Promise<Answer> {
  const today = { today: context.calendar.zone.dayOf(context.at), currency: loaded.prepared.plan.currency };
  let expected: Answer = { ask: 'which', way: 'else' };
  for (const { name, when } of step.cases) {
    const truth = await evaluateLive(when, loaded.catalogue, context.facts, today);
    if (truth === false) continue;
    expected = truth === null ? { ask: 'which', way: 'unknown' } : { ask: 'which', way: 'case', case: name };
    break;
  }
  if (JSON.stringify(expected) === JSON.stringify(decision.answer)) return decision.answer;
  const message = `the two evaluators disagree about step "${step.id}"; the run is held until a person has looked`;
  return { ask: 'which', problem: { code: 'evaluators-disagree', message } };
}
