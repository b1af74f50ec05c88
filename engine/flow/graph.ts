import type { Edge } from './edges.ts';
import type { Outline } from './outline.ts';

/** Ids of the steps that some path leads from, to the given ids; they count themselves. */
export function reachableFrom(ids: Iterable<string>, { byId }: Pick<Outline, 'byId'>): ReadonlySet<string> {
  return spread(ids, (id) => byId.get(id)?.edges.map(({ to }) => to) ?? [], byId);
}

/** Ids of the steps from which a path of at least one edge leads to a step. */
export function ancestorsOf(id: string, outline: Outline): ReadonlySet<string> {
  const { before, byId } = outline;
  return spread(before.get(id) ?? [], (each) => before.get(each) ?? [], byId);
}

/** Ids of the steps from which some path leads to one of the given ids; they count themselves. */
export function leadingTo(ids: Iterable<string>, outline: Outline): ReadonlySet<string> {
  const { before, byId } = outline;
  return spread(ids, (each) => before.get(each) ?? [], byId);
}

/** Ids of the steps directly before each step. */
export function predecessorsOf(
  steps: Iterable<{ readonly id: string; readonly edges: readonly Edge[] }>,
): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, string[]>();
  for (const { id, edges } of steps) {
    for (const { to } of edges) {
      const list = before.get(to);
      if (list === undefined) before.set(to, [id]);
      else list.push(id);
    }
  }
  return before;
}

function spread(
  ids: Iterable<string>,
  next: (id: string) => readonly string[],
  known: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...ids];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id) || !known.has(id)) continue;
    found.add(id);
    pending.push(...next(id));
  }
  return found;
}
