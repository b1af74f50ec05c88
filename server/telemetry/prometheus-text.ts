import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import type { IMetricReader, ResourceMetrics } from '@opentelemetry/sdk-metrics';

/** What Prometheus is given, and the reader that it is read from. */
export interface Exposition {
  readonly reader: IMetricReader;
  /** The present state in Prometheus' text format. */
  text(): Promise<string>;
}

export function createExposition(): Exposition {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  return {
    reader,
    async text() {
      const { resourceMetrics } = await reader.collect();
      return `${serializer.serialize(withUnits(resourceMetrics)).trimEnd()}\n`;
    },
  };
}

/**
 * Prometheus wants the unit in the name, and gives it to metrics that come to it over OTLP; the
 * serializer leaves names alone. So a dashboard finds the same names either way.
 */
function withUnits(metrics: ResourceMetrics): ResourceMetrics {
  const scopeMetrics = metrics.scopeMetrics.map((scope) => ({
    ...scope,
    metrics: scope.metrics.map((metric) => {
      const { name, unit } = metric.descriptor;
      const suffixed = unit === 's' ? `${name}.seconds` : name;
      return { ...metric, descriptor: { ...metric.descriptor, name: suffixed, unit: '' } };
    }),
  }));
  return { ...metrics, scopeMetrics };
}
