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

/**
 * The places for one run. One that its own release has left without a step stands at an id of an earlier
 * one, of which nothing is known here but the id: it goes where `map` says, or where its id is back.
 */
export function placesOf(
  state: RunState,
  places: Places,
  { from, to, map }: { readonly from: Plan; readonly to: Plan; readonly map: ReadonlyMap<string, string> },
): Places {
  const isLost = state.holds.some(({ cause, object }) => cause === 'problem' && object === 'no-step');
  if (!isLost) return places;
  const { step } = state;
  const target = map.get(step) ?? (Object.hasOwn(from.steps, step) ? null : step);
  const finds = target !== null && Object.hasOwn(to.steps, target);
  const reason: NoPlace = target === null ? 'other-kind' : 'removed';
  return {
    moves: { ...places.moves, [step]: finds ? target : null },
    without: finds ? withoutOne(places.without, step) : new Map([...places.without, [step, reason]]),
  };
}

function withoutOne(all: ReadonlyMap<string, NoPlace>, step: string): ReadonlyMap<string, NoPlace> {
  return new Map([...all].filter(([id]) => id !== step));
}
