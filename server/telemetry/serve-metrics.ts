import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { TelemetrySettings } from '../environment/telemetry-settings.ts';
import { Refusal } from '../operations/refusal.ts';

export interface ServedMetrics {
  readonly port: number;
  close(): Promise<void>;
}

/** The media type of Prometheus' text format. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * A door that knows nothing but `GET /metrics`, for processes without a page or for a Prometheus that
 * lives elsewhere.
 *
 * @returns null where no port is asked for, or nothing is counted.
 * @throws Refusal where the port is taken.
 */
export async function serveMetrics(
  { metricsAt }: Pick<TelemetrySettings, 'metricsAt'>,
  metrics: (() => Promise<string>) | null,
): Promise<ServedMetrics | null> {
  if (metricsAt === null || metrics === null) return null;
  const { host, port } = metricsAt;
  const app = new Hono();
  app.get('/metrics', async (c) => c.body(await metrics(), 200, { 'Content-Type': metricsType }));
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) =>
      resolve({ port: info.port, close }),
    );
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port)));

    function close(): Promise<void> {
      if ('closeAllConnections' in server) server.closeAllConnections();
      return new Promise((done) => {
        server.close(() => done());
      });
    }
  });
}

function refusalOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Refusal('conflict', {
    fr: `le port ${port} de ${host} est déjà pris ; changez PALIER_METRICS_PORT`,
    en: `port ${port} of ${host} is taken; change PALIER_METRICS_PORT`,
  });
}
