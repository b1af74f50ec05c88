/** The reducer of one run. It imports nothing but the types of the vocabulary. */
export { advance, punctual } from './advance.ts';
export { InvariantError } from './draft.ts';
export { isHeld } from './free.ts';
export { newRun } from './new-run.ts';
export { type TurnResult, takeTurn } from './turn.ts';
export { nextWake } from './wake.ts';
export { createWalk, type Walk } from './walk.ts';
