/**
 * What the settings ask to be told to the outside. OpenTelemetry's SDK and the logging library are loaded
 * only where they have something to do; everything else of Palier knows their interfaces at most.
 */
import { createNoopMeter } from '@opentelemetry/api';
import type { Store } from '../../store/index.ts';
import type { Clock } from '../../workers/clock.ts';
import {
  createMetrics,
  createSpans,
  observeStore,
  silentLog,
  type Telemetry,
} from '../../workers/telemetry/index.ts';
import type { TelemetrySettings } from '../environment/telemetry-settings.ts';
import { createLog } from './create-log.ts';

export interface OpenTelemetry {
  readonly telemetry: Telemetry;
  /** What a scrape is answered with; null where nothing is counted. */
  readonly metrics: (() => Promise<string>) | null;
  /** Sends what is left, within a moment. */
  close(): Promise<void>;
}

export interface TelemetryOptions {
  readonly settings: TelemetrySettings;
  readonly store: Store;
  readonly clock: Clock;
  /** False for a process that does one thing and ends: nobody would come to read its counters. */
  readonly counts: boolean;
  /** Where lines of the log go: the standard error output. */
  readonly write: (line: string) => void;
}

/** A collector that is away must not keep a process from ending. */
const patience = 3_000;

export async function openTelemetry(options: TelemetryOptions): Promise<OpenTelemetry> {
  const { settings, store, clock, counts, write } = options;
  const level = settings.log ?? 'silent';
  const [log, traces, metrics] = await Promise.all([
    level === 'silent' ? silentLog : createLog(level, write),
    settings.traces ? import('./open-traces.ts').then(({ openTraces }) => openTraces()) : null,
    counts
      ? import('./open-metrics.ts').then(({ openMetrics }) => openMetrics(settings.pushedMetrics))
      : null,
  ]);
  if (metrics !== null) observeStore(metrics.meter, store, clock);
  return {
    telemetry: {
      log,
      metrics: createMetrics(metrics?.meter ?? createNoopMeter()),
      spans: traces === null ? null : createSpans(traces.tracer),
    },
    metrics: metrics?.text ?? null,
    async close() {
      const ended = Promise.allSettled([traces?.close(), metrics?.close()]);
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
    },
  };
}
