/** Answers to the reducer's questions: pure functions of facts, policies and a logical time. */
export type { Context } from './context.ts';
export { isCovered } from './covered.ts';
export { type Decision, decide } from './decide.ts';
export { settledBy, standingHolds } from './holds.ts';
export { isStale } from './kept.ts';
export { spreadOpening } from './opening.ts';
export { type Prepared, prepare } from './prepare.ts';
export { firstUnmet } from './promises.ts';
export { exposedAt } from './which.ts';
