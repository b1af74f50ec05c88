import { createHash } from 'node:crypto';
import type { RecordedRun } from './recorded-run.ts';

/** Keys whose values the machine makes, and no decision of the run. */
const measured: ReadonlySet<string> = new Set([
  'eventTime',
  'nanos',
  'seconds',
  'now',
  'complete_time',
  'original_schedule_time',
]);

/** True where two recordings tell the same course of a run, instants of the machine apart. */
export function isSameCourse(one: RecordedRun, other: RecordedRun): boolean {
  return course(one) === course(other);
}

function course({ events, turns }: RecordedRun): string {
  return JSON.stringify({ events, turns }, (key, value: unknown) => (measured.has(key) ? null : value));
}

/** A name for a run that nobody has named: the same for the same course. */
export function nameOf(run: RecordedRun): string {
  return `run-${createHash('sha256').update(course(run)).digest('hex').slice(0, 8)}`;
}
