import { restingKinds } from './edges.ts';
import { type Finding, fault, warning } from './finding.ts';
import { leadingTo, reachableFrom } from './graph.ts';
import type { Outline, OutlinedStep } from './outline.ts';
import { excerpt } from './sentences.ts';

/** Steps that no run enters, cycles that never rest, and paths without an end. */
export function graphFaults(outline: Outline, publish: boolean): readonly Finding[] {
  return [
    ...cycleFaults(outline),
    ...(outline.complete ? [...detachedFaults(outline, publish), ...endFaults(outline)] : []),
  ];
}

/** Of the steps that no run enters, those that nothing leads to, and one of each cycle among them. */
function detachedFaults(outline: Outline, publish: boolean): readonly Finding[] {
  const { start, byId, before, entered, steps } = outline;
  if (start === null || !byId.has(start)) return [];
  const lost = [...byId.values()].filter(({ id }) => !entered.has(id));
  const heads = lost.filter(({ id }) => before.get(id) === undefined);
  const covered = new Set(
    reachableFrom(
      heads.map(({ id }) => id),
      outline,
    ),
  );
  for (const step of lost) {
    if (covered.has(step.id)) continue;
    heads.push(step);
    for (const id of reachableFrom([step.id], outline)) covered.add(id);
  }
  const told = new Set(heads);
  const say = publish ? fault : warning;
  return steps
    .filter((step) => told.has(step))
    .map(({ id, path }) =>
      say('detached', path, `No run comes to ${excerpt(id)}; connect it, or delete it before publishing.`),
    );
}

function endFaults(outline: Outline): readonly Finding[] {
  const { start, byId, entered, steps } = outline;
  if (start === null || !byId.has(start)) return [];
  const ends = steps.filter(({ kind }) => kind === 'end').map(({ id }) => id);
  const ending = leadingTo(ends, outline);
  // A way to nowhere has its own fault; what stands before it is not trapped.
  const gaps = steps.filter(({ edges }) => edges.some(({ to }) => !byId.has(to))).map(({ id }) => id);
  const excused = leadingTo(gaps, outline);
  if (excused.has(start) && !ending.has(start)) return [];
  if (!ending.has(start)) {
    return [fault('no-end', '/start', 'No path from the start leads to a step of kind "end"; add one.')];
  }
  return steps
    .filter(({ id }) => entered.has(id) && !ending.has(id) && !excused.has(id))
    .slice(0, 1)
    .map(({ id, path }) =>
      warning('trapped', path, `From ${excerpt(id)} on, no path leads to a step of kind "end"; add one.`),
    );
}

/** One fault for each cycle that passes no resting step. */
function cycleFaults(outline: Outline): readonly Finding[] {
  const remaining = onCycles(outline);
  const told = new Set<string>();
  return [...remaining.values()].flatMap((step) => {
    const cycle = told.has(step.id) ? null : cycleThrough(step, remaining, told);
    if (cycle === null) return [];
    for (const id of cycle) told.add(id);
    const round = [...cycle, step.id].map((id) => excerpt(id)).join(' → ');
    return [
      fault(
        'endless-cycle',
        step.path,
        `A run would go round without resting: ${round}; put a wait, listen or approval in it.`,
      ),
    ];
  });
}

/** Restless steps that lie on cycles of restless steps or behind them; few or none in a sound flow. */
function onCycles({ byId }: Outline): ReadonlyMap<string, OutlinedStep> {
  const remaining = new Map([...byId].filter(([, { kind }]) => kind === null || !restingKinds.has(kind)));
  const entries = new Map([...remaining.keys()].map((id) => [id, 0]));
  const count = (id: string, by: number) => {
    const now = entries.get(id);
    if (now === undefined) return false;
    entries.set(id, now + by);
    return now + by === 0;
  };
  for (const { edges } of remaining.values()) for (const { to } of edges) count(to, 1);
  const free = [...entries].filter(([, number]) => number === 0).map(([id]) => id);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    for (const { to } of remaining.get(id)?.edges ?? []) if (count(to, -1)) free.push(to);
    remaining.delete(id);
  }
  return remaining;
}

/** The shortest cycle through a step, by a search in breadth; null where there is none. */
function cycleThrough(
  step: OutlinedStep,
  steps: ReadonlyMap<string, OutlinedStep>,
  told: ReadonlySet<string>,
): readonly string[] | null {
  const cameFrom = new Map<string, string>();
  let layer = [step.id];
  while (layer.length > 0) {
    const next: string[] = [];
    for (const id of layer) {
      for (const { to } of steps.get(id)?.edges ?? []) {
        if (to === step.id) return pathTo(id, step.id, cameFrom);
        if (cameFrom.has(to) || told.has(to) || !steps.has(to)) continue;
        cameFrom.set(to, id);
        next.push(to);
      }
    }
    layer = next;
  }
  return null;
}

function pathTo(last: string, first: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const path = [last];
  for (let id = last; id !== first; ) {
    id = cameFrom.get(id) ?? first;
    path.unshift(id);
  }
  return path;
}
