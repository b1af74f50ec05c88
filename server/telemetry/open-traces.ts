import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { resourceOf } from './resource.ts';

export interface OpenTraces {
  readonly tracer: Tracer;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** A large import begins thousands of runs at once: what has no room in the queue would be lost. */
const maxQueueSize = 20_000;

/** Spans in batches, to the collector that OpenTelemetry's own variables name. */
export function openTraces(): OpenTraces {
  const exporter = new OTLPTraceExporter();
  const provider = new TracerProvider({
    resource: resourceOf(),
    spanProcessors: [new BatchSpanProcessor({ exporter, maxQueueSize })],
  });
  return { tracer: provider.getTracer('palier'), close: () => provider.shutdown() };
}
