/** Logs, metrics and traces of a process, as the settings ask for them. */
export { type OpenTelemetry, openTelemetry } from './open-telemetry.ts';
export { metricsType, type ServedMetrics, serveMetrics } from './serve-metrics.ts';
