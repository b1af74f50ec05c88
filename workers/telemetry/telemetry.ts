import { createNoopMeter } from '@opentelemetry/api';
import { type Log, silentLog } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Spans } from './spans.ts';

/**
 * What tells the outside how the work goes. It carries ids, names of flows and steps, counts and
 * durations; never a name, an address, an amount or a text. It changes nothing and never fails the work.
 */
export interface Telemetry {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Null where nobody collects traces: then no span is made, and the store is asked nothing for one. */
  readonly spans: Spans | null;
}

/** Tells nobody. */
export const silentTelemetry: Telemetry = {
  log: silentLog,
  metrics: createMetrics(createNoopMeter()),
  spans: null,
};
