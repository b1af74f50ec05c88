import { restingKinds } from './edges.ts';
import { type Finding, fault, warning } from './finding.ts';
import { leadingTo, reachableFrom } from './graph.ts';
import type { Outline, OutlinedStep } from './outline.ts';

/** Steps that no run enters, cycles that never rest, and paths without an end. */
export function graphFaults(outline: Outline, publish: boolean): readonly Finding[] {
  return [
    ...cycleFaults(outline),
    ...(outline.complete ? [...detachedFaults(outline, publish), ...endFaults(outline)] : []),
  ];
}

function rootsOf({ start, jumps }: Outline): readonly string[] {
  return [...(start === null ? [] : [start]), ...jumps.map(({ to }) => to)];
}

function detachedFaults(outline: Outline, publish: boolean): readonly Finding[] {
  if (outline.start === null || !outline.byId.has(outline.start)) return [];
  const reached = reachableFrom(rootsOf(outline), outline);
  const say = publish ? fault : warning;
  return outline.steps
    .filter(({ id }) => !reached.has(id))
    .map(({ id, path }) =>
      say('detached', path, `Nothing leads to "${id}"; connect it or delete it before publishing.`),
    );
}

function endFaults(outline: Outline): readonly Finding[] {
  const { start, byId, steps } = outline;
  if (start === null || !byId.has(start)) return [];
  const ends = steps.filter(({ kind }) => kind === 'end').map(({ id }) => id);
  const ending = leadingTo(ends, outline);
  if (!ending.has(start))
    return [fault('no-end', '/start', 'No path from the start leads to a step of kind "end"; add one.')];
  const reached = reachableFrom(rootsOf(outline), outline);
  // A way to nowhere has its own fault; what stands before it is not trapped.
  const lost = leadingTo(
    steps.filter(({ edges }) => edges.some(({ to }) => !byId.has(to))).map(({ id }) => id),
    outline,
  );
  return steps
    .filter(({ id }) => reached.has(id) && !ending.has(id) && !lost.has(id))
    .map(({ id, path }) => warning('trapped', path, `No path from "${id}" leads to a step of kind "end".`));
}

/** One fault for each cycle that passes no resting step. */
function cycleFaults(outline: Outline): readonly Finding[] {
  const remaining = onCycles(outline);
  const told = new Set<string>();
  return [...remaining.values()].flatMap((step) => {
    const cycle = told.has(step.id) ? null : cycleThrough(step, remaining, told);
    if (cycle === null) return [];
    for (const id of cycle) told.add(id);
    const round = [...cycle, step.id].map((id) => `"${id}"`).join(' → ');
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
