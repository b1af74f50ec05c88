import { canonicalJson } from './canonical.ts';
import { mergedOrder } from './merge-order.ts';

/** A merged value with conflicts decided for one side and for the other; undefined is absent. */
export interface Pair {
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** A place that both changed, each in another way. */
export interface Conflict {
  readonly path: readonly string[];
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

export interface Merged extends Pair {
  readonly conflicts: readonly Conflict[];
}

type Fields = Readonly<Record<string, unknown>>;
type Named = Fields & { readonly name: string };

/** Objects whose keys are decisions of their own. Others say one thing, which nobody changes by halves. */
const independent: ReadonlySet<string> = new Set(['policies', 'interrupts', 'promised', 'tags']);
/** Lists whose entries have a name. */
const namedLists: ReadonlySet<string> = new Set(['cases', 'outcomes', 'variants']);

/** True for the same JSON; two absent values are the same. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}

/** Merges objects key by key. */
export function mergeFields(
  base: object,
  ours: object,
  theirs: object,
  path: readonly string[] = [],
): Merged {
  const [old, one, other] = [base as Fields, ours as Fields, theirs as Fields];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const parts = keys.map(
    (key) => [key, mergeValue([...path, key], own(old, key), own(one, key), own(other, key))] as const,
  );
  const side = (which: 'ours' | 'theirs') =>
    Object.fromEntries(
      parts.flatMap(([key, merged]) => (merged[which] === undefined ? [] : [[key, merged[which]]])),
    );
  return {
    ...{ ours: side('ours'), theirs: side('theirs') },
    conflicts: parts.flatMap(([, { conflicts }]) => conflicts),
  };
}

function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function mergeValue(path: readonly string[], base: unknown, ours: unknown, theirs: unknown): Merged {
  if (sameValue(ours, theirs) || sameValue(base, theirs)) return { ours, theirs: ours, conflicts: [] };
  if (sameValue(base, ours)) return { ours: theirs, theirs, conflicts: [] };
  const key = path.at(-1) ?? '';
  if (independent.has(key) && isObject(ours) && isObject(theirs)) {
    return mergeFields(isObject(base) ? base : {}, ours, theirs, path);
  }
  if (namedLists.has(key) && isNamedList(base) && isNamedList(ours) && isNamedList(theirs)) {
    const merged = mergeEntries(path, base, ours, theirs);
    if (merged !== null) return merged;
  }
  return { ours, theirs, conflicts: [{ path, base, ours, theirs }] };
}

/** Merges lists entry by entry; null where both changed which entries there are, or their order. */
function mergeEntries(
  path: readonly string[],
  base: readonly Named[],
  ours: readonly Named[],
  theirs: readonly Named[],
): Merged | null {
  const [was, one, other] = [names(base), names(ours), names(theirs)];
  if (!sameValue(was, one) && !sameValue(was, other)) return null;
  const parts = new Map<string, Merged>();
  for (const name of new Set([...one, ...other])) {
    const at = [...path, name];
    const [before, mine, yours] = [base, ours, theirs].map((list) =>
      list.find((entry) => entry.name === name),
    );
    const both = before !== undefined && mine !== undefined && yours !== undefined;
    const isKept = both && !sameValue(before, mine) && !sameValue(before, yours);
    parts.set(name, isKept ? mergeFields(before, mine, yours, at) : mergeValue(at, before, mine, yours));
  }
  const order = mergedOrder(was, one, other);
  const side = (which: 'ours' | 'theirs') => order.flatMap((name) => parts.get(name)?.[which] ?? []);
  return {
    ...{ ours: side('ours'), theirs: side('theirs') },
    conflicts: [...parts.values()].flatMap(({ conflicts }) => conflicts),
  };
}

function names(entries: readonly Named[]): readonly string[] {
  return entries.map(({ name }) => name);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for entries that can be told apart by their names. */
function isNamedList(value: unknown): value is readonly Named[] {
  if (!Array.isArray(value)) return false;
  const found = value.map((entry: unknown) => (isObject(entry) ? entry.name : undefined));
  return found.every((name) => typeof name === 'string') && new Set(found).size === found.length;
}
