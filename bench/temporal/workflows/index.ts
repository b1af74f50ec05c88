/** Ours beside the yardsticks, for one worker that serves them all. */
export { escalation } from '../../../workers/temporal/workflow/index.ts';
export { byHand } from './by-hand.ts';
export { empty } from './empty.ts';
