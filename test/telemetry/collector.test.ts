/** Traces and metrics reach the collector that OpenTelemetry's own variables name. */
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTelemetry } from '../../server/telemetry/index.ts';
import { openMemoryStore, type Store } from '../../store/index.ts';
import { wallClock } from '../../workers/clock.ts';

const settings = { traces: true, pushedMetrics: true, metricsAt: null, log: null };
let store: Store;
let collector: Server;
let received: { readonly path: string; readonly body: string }[];

beforeEach(async () => {
  store = await openMemoryStore();
  received = [];
  collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body: Buffer.concat(parts).toString('latin1') });
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  collector.listen(0, '127.0.0.1', resolve);
  await listening;
  const address = collector.address();
  if (address === null || typeof address === 'string') throw new Error('a port is listened on');
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${address.port}`);
  vi.stubEnv('OTEL_SERVICE_NAME', 'palier-nord');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  collector.closeAllConnections();
  collector.close();
  await store.close();
});

function open() {
  return openTelemetry({ settings, store, clock: wallClock, counts: true, write: () => {} });
}

it('what is left is sent before the end', async () => {
  const { telemetry, close } = await open();

  telemetry.spans?.begin('enter', { parent: null, fields: { run: '12-1' } }).end();
  telemetry.metrics.turns.add(1, { flow: 'ladder' });
  await close();

  const traces = received.find(({ path }) => path === '/v1/traces')?.body;
  const metrics = received.find(({ path }) => path === '/v1/metrics')?.body;
  expect(traces).toContain('12-1');
  expect(traces).toContain('palier-nord');
  expect(metrics).toContain('palier.turns');
});

it('a collector that is away keeps no process from ending', async () => {
  const { telemetry, close } = await open();
  collector.closeAllConnections();
  collector.close();
  telemetry.spans?.begin('enter', { parent: null, fields: { run: '12-1' } }).end();

  const ended = await Promise.race([
    close().then(() => 'ended'),
    new Promise((resolve) => setTimeout(() => resolve('hangs'), 10_000).unref()),
  ]);

  expect(ended).toBe('ended');
});
