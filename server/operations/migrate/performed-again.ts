import { edgesOf } from '../../../engine/flow/index.ts';
import type { Plan, RunState, StepKind } from '../../../schemas/index.ts';
import type { Places } from './moves-between.ts';

/** What a customer or a person notices when it is done a second time. */
const noticed: ReadonlySet<StepKind> = new Set([
  ...(['email', 'sms', 'letter', 'registered-letter'] as const),
  ...(['call', 'notify', 'webhook', 'handoff'] as const),
]);

/**
 * Steps that were performed for a run and that its new release puts ahead of it, where its old one did not:
 * it would perform them again. A loop that the old release has too is left out, its author wants it.
 */
export function performedAgain(
  { trail, step, visit }: RunState,
  { from, to, places: { moves } }: { readonly from: Plan; readonly to: Plan; readonly places: Places },
): readonly string[] {
  const stands = Object.hasOwn(moves, step) ? (moves[step] ?? null) : step;
  if (visit === 0 || stands === null) return [];
  const was = aheadOf(step, from);
  const is = aheadOf(stands, to);
  return Object.entries(trail).flatMap(([old, { delivered }]) => {
    const id = Object.hasOwn(moves, old) ? (moves[old] ?? null) : old;
    const kind = id === null ? undefined : to.steps[id]?.kind;
    const isAgain = id !== null && kind !== undefined && noticed.has(kind) && is.has(id);
    return delivered !== null && isAgain && !was.has(old) ? [id] : [];
  });
}

/** Steps to which a way leads from a step; itself only in a loop. */
function aheadOf(step: string, { steps }: Plan): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [step];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const here = Object.hasOwn(steps, id) ? steps[id] : undefined;
    for (const { to } of here === undefined ? [] : edgesOf(here)) {
      if (found.has(to)) continue;
      found.add(to);
      pending.push(to);
    }
  }
  return found;
}
