/**
 * The instruments. Labels are names from closed lists or from the workspace's flows; never an id, never
 * a customer. Units are seconds and counts.
 */
import type { Counter, Histogram, Meter } from '@opentelemetry/api';

export interface Metrics {
  readonly runsStarted: Counter<{ flow: string }>;
  readonly runsFinished: Counter<{ flow: string; outcome: string }>;
  readonly turns: Counter<{ flow: string }>;
  readonly decisions: Counter<{ ask: string }>;
  /** Answers to requests: what became of each `perform`. */
  readonly performs: Counter<{ channel: string; fate: string }>;
  readonly deliveries: Counter<{ channel: string; status: string }>;
  readonly sendDuration: Histogram<{ channel: string; status: string }>;
  /** Logical clock: how long after its planned instant a run was woken. */
  readonly wakeLateness: Histogram<{ flow: string }>;
  readonly importRows: Counter<{ kind: string; change: string }>;
  readonly faults: Counter<{ code: string }>;
  readonly storeErrors: Counter;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export function createMetrics(meter: Meter): Metrics {
  return {
    runsStarted: meter.createCounter('palier.runs.started', {
      unit: '{run}',
      description: 'Runs begun, by flow.',
    }),
    runsFinished: meter.createCounter('palier.runs.finished', {
      unit: '{run}',
      description: 'Runs ended, by flow and outcome.',
    }),
    turns: meter.createCounter('palier.turns', { unit: '{turn}', description: 'Turns committed, by flow.' }),
    decisions: meter.createCounter('palier.decisions', {
      unit: '{decision}',
      description: 'Decisions taken, by what was asked.',
    }),
    performs: meter.createCounter('palier.performs', {
      unit: '{request}',
      description: 'Requests answered, by channel and fate.',
    }),
    deliveries: meter.createCounter('palier.deliveries', {
      unit: '{delivery}',
      description: 'Deliveries settled, by channel and status; captured is never sent.',
    }),
    sendDuration: meter.createHistogram('palier.send.duration', {
      unit: 's',
      description: 'How long a provider took to answer.',
      advice: { explicitBucketBoundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, minute] },
    }),
    wakeLateness: meter.createHistogram('palier.wake.lateness', {
      unit: 's',
      description: 'How long after the planned instant a run was woken.',
      advice: {
        explicitBucketBoundaries: [0.1, 0.5, 1, 5, 15, minute, 5 * minute, 15 * minute, hour, 4 * hour, day],
      },
    }),
    importRows: meter.createCounter('palier.import.rows', {
      unit: '{row}',
      description: 'Rows of imports, by kind of file and what they changed.',
    }),
    faults: meter.createCounter('palier.faults', { unit: '{fault}', description: 'Faults, by code.' }),
    storeErrors: meter.createCounter('palier.store.errors', {
      unit: '{error}',
      description: 'Rounds that failed because the store did.',
    }),
  };
}
