/** Queries of the running engine: whose turn it is, what it heard, what its turn changed. */

export { type AssignmentRow, assignVariants, storedVariants } from './assignments.ts';
export { type CarriedRun, dueBeside, fenceRun, lockRun, standingOf } from './carry.ts';
export { type ClaimedRun, claimRuns, earliestWake } from './claim.ts';
export {
  commitRuns,
  consumeInbox,
  type DecisionRow,
  recordDecisions,
  setBack,
} from './commit.ts';
export { forgetTrial } from './forget-trial.ts';
export { type InboxRow, relayFacts, tellRuns } from './inbox.ts';
export {
  markWorkflowsEnded,
  moveToTemporal,
  planMove,
  runsOnTemporal,
  takeFromTemporal,
} from './move.ts';
export { readRun } from './read.ts';
export { areDriven, beginAgain, beginAllAgain, type DrivenRun, drivenByTemporal } from './reconcile.ts';
export {
  giveBack,
  leaseRunsToBegin,
  leaseRunsToTell,
  markBegun,
  markTold,
  noteMissingWorkflow,
  noteRunProblem,
  type RelayBacklog,
  type RunToBegin,
  type RunToTell,
  readRelayBacklog,
  refuseRun,
  toldLately,
  type WaitingEvent,
  waitingEvents,
} from './relay.ts';
export { reviveRun } from './revive.ts';
export {
  noteNoFlow,
  type RunStart,
  startRuns,
  type Unattended,
  unattendedInvoices,
} from './start.ts';
export { closeAnswered, closeTasks, closeUncertain, insertTasks, type NewTask } from './tasks.ts';
