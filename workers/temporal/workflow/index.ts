/** What the workflow bundle exports: each function is a workflow. */
export { escalation } from './escalation.ts';
