import { MeterProvider } from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { createLog } from '../../server/telemetry/create-log.ts';
import { createExposition } from '../../server/telemetry/prometheus-text.ts';
import type { Store } from '../../store/index.ts';
import type { Clock } from '../../workers/clock.ts';
import { createMetrics, createSpans, observeStore, type Telemetry } from '../../workers/telemetry/index.ts';

/** A telemetry that keeps everything that it was told. */
export interface Watched {
  readonly telemetry: Telemetry;
  readonly lines: readonly string[];
  spans(): readonly ReadableSpan[];
  /** What Prometheus would be given. */
  metrics(): Promise<string>;
  observe(store: Store, clock: Clock): void;
}

export async function watch(): Promise<Watched> {
  const exporter = new InMemorySpanExporter();
  const tracers = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const exposition = createExposition();
  const meter = new MeterProvider({ readers: [exposition.reader] }).getMeter('palier');
  const lines: string[] = [];
  return {
    telemetry: {
      log: await createLog('debug', (line) => lines.push(line)),
      metrics: createMetrics(meter),
      spans: createSpans(tracers.getTracer('palier')),
    },
    lines,
    spans: () => exporter.getFinishedSpans(),
    metrics: () => exposition.text(),
    observe: (store, clock) => observeStore(meter, store, clock),
  };
}

export interface SeenSpan {
  readonly name: string;
  readonly trace: string;
  readonly id: string;
  readonly parent: string | null;
  readonly links: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

export function seen(span: ReadableSpan): SeenSpan {
  const { traceId, spanId } = span.spanContext();
  return {
    name: span.name,
    trace: traceId,
    id: spanId,
    parent: span.parentSpanContext?.spanId ?? null,
    links: span.links.map(({ context }) => context.traceId),
    fields: span.attributes,
  };
}
