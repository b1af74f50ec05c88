import type { Meter } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { createExposition } from './prometheus-text.ts';
import { resourceOf } from './resource.ts';

export interface OpenMetrics {
  readonly meter: Meter;
  /** What a scrape is answered with. */
  text(): Promise<string>;
  close(): Promise<void>;
}

/** @param pushed True where they are sent to a collector too. */
export function openMetrics(pushed: boolean): OpenMetrics {
  const exposition = createExposition();
  const push = pushed ? [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })] : [];
  const provider = new MeterProvider({ resource: resourceOf(), readers: [exposition.reader, ...push] });
  return {
    meter: provider.getMeter('palier'),
    text: () => exposition.text(),
    close: () => provider.shutdown(),
  };
}
