import type { RunState, Visit } from '../../schemas/index.ts';

/** A visit as it travels: visits, instant of entry, and that of its delivery where there is one. */
type LeanVisit = readonly [visits: number, entered: number, delivered?: number];

/**
 * A state as it rides on a request: a history keeps it, six times for six emails, so what is null, false
 * or empty stays at home. Whole states are read too: requests asked before states travelled like this.
 */
export type LeanState = Pick<RunState, 'run' | 'release' | 'phase' | 'step'> &
  Partial<Omit<RunState, 'trail'>> & { readonly trail: Readonly<Record<string, Visit | LeanVisit>> };

/** All that a state may leave at home. */
const blank: Omit<RunState, 'run' | 'release' | 'phase' | 'step' | 'trail'> = {
  ...{ at: 0, visit: 0, entered: 0, counter: 0, open: null, standing: null, keeping: {}, asides: {} },
  ...{ deadline: null, left: null, since: null, planned: null, late: false, lastDelivery: null },
  ...{ halted: false, holds: [], heard: {}, seen: [], honoured: [], remembered: null, closing: null },
  ...{ sleeping: null, outcome: null },
};

export function leanState(state: RunState): LeanState {
  const { run, release, phase, step, trail, ...rest } = state;
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => saysSomething(value)));
  return { run, release, phase, step, ...said, trail: mapped(trail, leanVisit) };
}

export function wholeState({ trail, ...state }: LeanState): RunState {
  return { ...blank, ...state, trail: mapped(trail, wholeVisit) };
}

function saysSomething(value: unknown): boolean {
  if (value === null || value === false || value === 0) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function leanVisit({ visits, entered, delivered }: Visit): LeanVisit {
  return delivered === null ? [visits, entered] : [visits, entered, delivered];
}

function wholeVisit(visit: Visit | LeanVisit): Visit {
  if (!('0' in visit)) return visit;
  const [visits, entered, delivered = null] = visit;
  return { visits, entered, delivered };
}

function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  to: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
