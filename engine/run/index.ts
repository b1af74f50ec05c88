/** The reducer of one run. It imports nothing but the types of the vocabulary. */
export { type Advanced, advance, punctual } from './advance.ts';
export { InvariantError } from './draft.ts';
export { isHeld, keyOf } from './free.ts';
export { newRun } from './new-run.ts';
export { nextWake } from './wake.ts';
export { createWalk, type Walk } from './walk.ts';
