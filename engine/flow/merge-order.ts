/**
 * One order for what two authors have: that of the one who moved things, ours where both or neither did;
 * what only the other has stands after the one before it there.
 *
 * @returns Every name of either side, once.
 */
export function mergedOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const [frame, other] =
    keepsOrder(base, ours) && !keepsOrder(base, theirs) ? [theirs, ours] : [ours, theirs];
  const order = [...frame];
  const placed = new Set(frame);
  let before: string | null = null;
  for (const name of other) {
    if (!placed.has(name)) {
      order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, name);
      placed.add(name);
    }
    before = name;
  }
  return order;
}

function keepsOrder(base: readonly string[], now: readonly string[]): boolean {
  const [old, kept] = [new Set(base), new Set(now)];
  const before = base.filter((name) => kept.has(name));
  const after = now.filter((name) => old.has(name));
  return before.every((name, index) => name === after[index]);
}
