import type { Draft } from '../../../../engine/run/draft.ts';

export const remembered = 64;

/** As a change would have it after which a run no longer knows which events it has heard. */
export function remember(_draft: Draft, _id: string): void {}
