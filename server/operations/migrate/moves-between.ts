import type { Moves, Plan, RunState } from '../../../schemas/index.ts';

/** Why a step has no place in the other release. */
export type NoPlace = 'removed' | 'other-kind';

/** Where the steps of one release stand in another, as an order carries it. */
export interface Places {
  /** Only of steps that do not stay under their own id. */
  readonly moves: Moves;
  readonly without: ReadonlyMap<string, NoPlace>;
}

/**
 * Steps stay under their id where the other release has one of that kind; what `map` names goes where it
 * says; the rest has no place.
 */
export function placesBetween(from: Plan, to: Plan, map: ReadonlyMap<string, string>): Places {
  const moves: Record<string, string | null> = {};
  const without = new Map<string, NoPlace>();
  for (const [id, { kind }] of Object.entries(from.steps)) {
    const target = map.get(id) ?? id;
    const there = Object.hasOwn(to.steps, target) ? to.steps[target] : undefined;
    if (there?.kind === kind) {
      if (target !== id) moves[id] = target;
    } else {
      moves[id] = null;
      without.set(id, there === undefined ? 'removed' : 'other-kind');
    }
  }
  return { moves, without };
}

/** True of a run on a release that lacks its step, for which `map` knows a place there. */
export function isLost(state: RunState, to: Plan, map: ReadonlyMap<string, string>): boolean {
  const target = map.get(state.step);
  return target !== undefined && Object.hasOwn(to.steps, target) && hasNoStep(state, to);
}

function hasNoStep({ holds, step, visit }: RunState, plan: Plan): boolean {
  if (visit === 0) return false;
  const isSaid = holds.some(({ cause, object }) => cause === 'problem' && object === 'no-step');
  return isSaid || !Object.hasOwn(plan.steps, step);
}

/**
 * The places for one run. One that its own release has left without a step stands at an id of an earlier
 * one, of which nothing is known here but the id: it goes where `map` says, or where its id is back. So
 * does what it did at other steps of earlier releases.
 */
export function placesOf(
  state: RunState,
  places: Places,
  { from, to, map }: { readonly from: Plan; readonly to: Plan; readonly map: ReadonlyMap<string, string> },
): Places {
  if (!hasNoStep(state, from)) return places;
  const { step } = state;
  const target = map.get(step) ?? (Object.hasOwn(from.steps, step) ? null : step);
  const finds = target !== null && Object.hasOwn(to.steps, target);
  const reason: NoPlace = target === null ? 'other-kind' : 'removed';
  const earlier = [...map].filter(
    ([old, id]) => !Object.hasOwn(from.steps, old) && Object.hasOwn(to.steps, id) && old !== id,
  );
  return {
    moves: { ...Object.fromEntries(earlier), ...places.moves, [step]: finds ? target : null },
    without: finds ? withoutOne(places.without, step) : new Map([...places.without, [step, reason]]),
  };
}

function withoutOne(all: ReadonlyMap<string, NoPlace>, step: string): ReadonlyMap<string, NoPlace> {
  return new Map([...all].filter(([id]) => id !== step));
}
