import type { Draft } from './draft.ts';

/** How many event ids are remembered; an older repeat only asks the world again. */
export const remembered = 64;

export function remember(d: Draft, id: string): void {
  d.s.seen = [...d.s.seen.slice(-(remembered - 1)), id];
}
