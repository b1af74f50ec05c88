/** Recorded runs: made of real histories, redacted, kept as files, replayed with the present code. */
export type { Difference } from './compare.ts';
export { type Gathered, gatherRun } from './gather-run.ts';
export { letSlip } from './let-slip.ts';
export { recordedRun, replayRecorded } from './record-run.ts';
export type { RecordedRun } from './recorded-run.ts';
export { parseRun, readRecordings, writeRelease, writeRun } from './recordings.ts';
export { bundleForReplay } from './replay-bundle.ts';
export { type Replayed, replayRuns } from './replay-runs.ts';
export { isSameCourse, nameOf } from './same-course.ts';
