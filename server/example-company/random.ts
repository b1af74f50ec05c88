/** A stream of numbers that depends on its seed only, so that the same day makes the same company. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Normally distributed with mean 0 and deviation 1. */
  normal(): number;
}

const range = 2 ** 32;

/**
 * Counts in steps of an odd constant and scrambles each count; the period is 2^32.
 *
 * @param seed Any text; equal texts give equal streams.
 */
export function createRandom(seed: string): Random {
  let count = hash(seed);
  const next = (): number => {
    count = (count + 0x9e3779b9) >>> 0;
    return scramble(count) / range;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    normal() {
      // Box and Muller's transform; one minus keeps the logarithm finite.
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      return radius * Math.cos(2 * Math.PI * next());
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = scramble(value ^ (character.codePointAt(0) ?? 0));
  return value;
}

/** Spreads a change of any bit over all 32. */
function scramble(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
