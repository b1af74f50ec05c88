/** Logs, metrics and traces of a process, as the settings ask for them. */
export { type OpenTelemetry, openTelemetry } from './open-telemetry.ts';
export { metricsType, serveMetrics } from './serve-metrics.ts';
