import { given, unusable, type Variables } from './variables.ts';

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What leaves the process to be watched. */
export interface TelemetrySettings {
  /** True where a collector is named, as OpenTelemetry's own variables do; its exporters read the rest of them. */
  readonly traces: boolean;
  readonly pushedMetrics: boolean;
  /** A door for Prometheus beside that of the page; null where none is asked for. */
  readonly metricsAt: { readonly host: string; readonly port: number } | null;
  /** `PALIER_LOG`; null where it says nothing. */
  readonly log: LogLevel | null;
}

const collector = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** Reads `OTEL_…`, `PALIER_METRICS_PORT`, `PALIER_METRICS_HOST` and `PALIER_LOG`. */
export function readTelemetrySettings(env: Variables): TelemetrySettings {
  const isOff = given(env, 'OTEL_SDK_DISABLED')?.toLowerCase() === 'true';
  const port = portOf(env);
  return {
    traces: exports(env, 'TRACES') && !isOff,
    pushedMetrics: exports(env, 'METRICS') && !isOff,
    metricsAt: port === null ? null : { host: given(env, 'PALIER_METRICS_HOST') ?? '127.0.0.1', port },
    log: levelOf(env),
  };
}

/** True where a signal has somewhere to go and was not turned off. */
function exports(env: Variables, signal: 'TRACES' | 'METRICS'): boolean {
  if (given(env, `OTEL_${signal}_EXPORTER`) === 'none') return false;
  for (const name of [collector, `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]) {
    const url = given(env, name);
    if (url === null) continue;
    if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return true;
    throw unusable(name, {
      fr: 'l’adresse d’un collecteur est attendue, par exemple http://localhost:4318',
      en: 'the address of a collector is expected, for example http://localhost:4318',
    });
  }
  return false;
}

function portOf(env: Variables): number | null {
  const text = given(env, 'PALIER_METRICS_PORT');
  if (text === null) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw unusable('PALIER_METRICS_PORT', {
    fr: 'un port de 1 à 65535 est attendu, par exemple 9464',
    en: 'a port from 1 to 65535 is expected, for example 9464',
  });
}

function levelOf(env: Variables): LogLevel | null {
  const text = given(env, 'PALIER_LOG');
  const level = logLevels.find((one) => one === text) ?? null;
  if (text === null || level !== null) return level;
  const list = logLevels.join(', ');
  throw unusable('PALIER_LOG', {
    fr: `une valeur parmi ${list} est attendue`,
    en: `one of ${list} is expected`,
  });
}
