import { edgesOf } from '../../../engine/flow/index.ts';
import { type Flow, isContact, type Step } from '../../../schemas/index.ts';

/** Steps at which time passes, or that the customer notices: a reason for the day ends the search there. */
function tells(step: Step): boolean {
  return isContact(step) || ['wait', 'listen', 'approve', 'call'].includes(step.kind);
}

/** The nearest steps before one that say why it comes when it comes, through those that only sort or mark. */
export function tellingSteps(flow: Flow, id: string): readonly Step[] {
  const before = Map.groupBy(
    flow.steps.flatMap((step) => edgesOf(step).map(({ to }) => ({ to, step }))),
    ({ to }) => to,
  );
  const found = new Map<string, Step>();
  const seen = new Set([id]);
  const pending = [id];
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    for (const { step } of before.get(at) ?? []) {
      if (tells(step)) found.set(step.id, step);
      else if (!seen.has(step.id)) {
        seen.add(step.id);
        pending.push(step.id);
      }
    }
  }
  return [...found.values()];
}
