/** The numbers that a person on duty looks at, as Prometheus reads them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counter, Histogram } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../server/loopback/index.ts';
import { metricsType, openTelemetry, serveMetrics } from '../../server/telemetry/index.ts';
import { createTask, openMemoryStore } from '../../store/index.ts';
import { createRecording, type OutgoingEmail } from '../../workers/channels/index.ts';
import { wallClock } from '../../workers/clock.ts';
import { giveInvoices, openTestHouse } from '../server/operations/open-test-house.ts';
import { describeStores } from '../store/stores.ts';
import { buildHouse, day, start } from '../workers/carry/house.ts';
import { watch } from './watched.ts';

type Instrument = Counter | Histogram;

const root = join(import.meta.dirname, '../..');

/** Lines of one metric, without its description, sorted: they come in the order in which they were first counted. */
function linesOf(text: string, name: string): readonly string[] {
  const isOfIt = (line: string) => line.startsWith(`${name}{`) || line.startsWith(`${name} `);
  return text.split('\n').filter(isOfIt).sort();
}

describeStores('the metrics', (store) => {
  it('count what was done and show what stands', async () => {
    const watched = await watch();
    const email = createRecording<OutgoingEmail>('email', (_message, count) =>
      count === 1
        ? { fate: 'sent', providerId: 'p', refused: [] }
        : { fate: 'uncertain', problem: { code: 'email.lost', message: 'no answer' } },
    );
    const house = await buildHouse(store(), { email, telemetry: watched.telemetry });
    watched.observe(store(), house.carrier.clock);
    await house.take([{ number: 'F1' }, { number: 'F2' }]);

    await house.runTo(start);
    await house.runTo(start + 7 * day + 30_000);

    const text = await watched.metrics();
    expect(linesOf(text, 'palier_runs_started_total')).toEqual([
      'palier_runs_started_total{flow="ladder"} 2',
    ]);
    expect(linesOf(text, 'palier_deliveries_total')).toEqual([
      'palier_deliveries_total{channel="email",status="sent"} 1',
      'palier_deliveries_total{channel="email",status="uncertain"} 1',
    ]);
    expect(linesOf(text, 'palier_performs_total')).toEqual([
      'palier_performs_total{channel="email",fate="done"} 1',
      'palier_performs_total{channel="email",fate="uncertain"} 1',
    ]);
    expect(linesOf(text, 'palier_send_duration_seconds_count')).toHaveLength(2);
    expect(linesOf(text, 'palier_runs')).toEqual([
      'palier_runs{flow="ladder",status="held"} 1',
      'palier_runs{flow="ladder",status="poisoned"} 0',
      'palier_runs{flow="ladder",status="running"} 1',
    ]);
    expect(linesOf(text, 'palier_deliveries_open')).toEqual([
      'palier_deliveries_open{status="sending"} 0',
      'palier_deliveries_open{status="uncertain"} 1',
    ]);
    expect(linesOf(text, 'palier_data_age_seconds')).toEqual([
      `palier_data_age_seconds{kind="balance"} ${(7 * day + 30_000) / 1_000}`,
    ]);
  });

  it('tell how late a run was woken, in seconds of its own time', async () => {
    const watched = await watch();
    const house = await buildHouse(store(), { telemetry: watched.telemetry });
    await house.take([{ number: 'F1' }]);
    await house.runTo(start);
    const wake = await wakeOf(house.carrier.store);

    await house.runTo(wake + 120_000);

    const text = await watched.metrics();
    const [sum = ''] = linesOf(text, 'palier_wake_lateness_seconds_sum');
    expect(sum).toBe('palier_wake_lateness_seconds_sum{flow="ladder"} 120');
    expect(linesOf(text, 'palier_wake_lateness_seconds_count')).toEqual([
      'palier_wake_lateness_seconds_count{flow="ladder"} 1',
    ]);
  });

  it('show the age of what is overdue while nobody works', async () => {
    const watched = await watch();
    const house = await buildHouse(store(), {});
    await house.take([{ number: 'F1' }]);
    await house.runTo(start);
    const wake = await wakeOf(house.carrier.store);
    watched.observe(store(), { ...house.carrier.clock, now: () => wake + 60_000 });

    const text = await watched.metrics();

    expect(linesOf(text, 'palier_wake_oldest_seconds')).toEqual(['palier_wake_oldest_seconds 60']);
    expect(linesOf(text, 'palier_runs')).toContain('palier_runs{flow="ladder",status="running"} 1');
  });

  async function wakeOf({ db }: ReturnType<typeof store>) {
    const { wake_at: wake } = await db.selectFrom('run').select('wake_at').executeTakeFirstOrThrow();
    if (wake === null) throw new Error('the run sleeps until a day');
    return wake;
  }
});

describe('the door for Prometheus', () => {
  const settings = { traces: false, pushedMetrics: false, metricsAt: null, log: null };
  const silent = { settings, clock: wallClock, write: () => {} };

  it('is open on this machine beside the page, and to no other name', async () => {
    const { house } = await openTestHouse();
    const told = await openTelemetry({ ...silent, store: house.store, counts: true });
    const app = createApp({ house: { ...house, metrics: told.metrics }, token: 'a'.repeat(64), page: null });

    const answer = await app.request('/metrics', { headers: { host: '127.0.0.1:4870' } });
    const refused = await app.request('/metrics', { headers: { host: 'evil.example' } });

    const text = await answer.text();
    await told.close();
    await house.close();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(metricsType);
    expect(text).toMatch(/^# HELP palier_outbox_waiting .+\n# TYPE palier_outbox_waiting gauge\n/m);
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) palier_\w+ .+|palier_\w+(\{[^{}]*\})? [\d.e+-]+|)$/);
    }
    expect(refused.status).toBe(403);
  });

  it('is open on a port of its own where one is asked for', async () => {
    const store = await openMemoryStore();
    const told = await openTelemetry({ ...silent, store, counts: true });
    const metricsAt = { host: '127.0.0.1', port: 0 };
    const served = await serveMetrics({ metricsAt }, told.metrics);

    const answer = await fetch(`http://127.0.0.1:${served?.port}/metrics`);
    const elsewhere = await fetch(`http://127.0.0.1:${served?.port}/`);

    const text = await answer.text();
    await served?.close();
    await told.close();
    await store.close();
    expect(text).toContain('palier_outbox_waiting 0');
    expect(elsewhere.status).toBe(404);
  });

  it('is shut in a process that does one thing and ends', async () => {
    const store = await openMemoryStore();

    const told = await openTelemetry({ ...silent, store, counts: false });

    await store.close();
    expect(told.metrics).toBeNull();
  });
});

it('the dashboard shows metrics that there are, and the guide names every one of them', async () => {
  const watched = await watch();
  const test = await openTestHouse(null, watched.telemetry);
  await giveInvoices(test, ['F1']);
  await test.work();
  const task = { kind: 'call', title: 'Call' };
  await createTask(test.house.store.db, { invoice: '1' }, task, { at: 0, actor: 'test' });
  watched.observe(test.house.store, test.house.clock);
  for (const instrument of Object.values<Instrument>({ ...watched.telemetry.metrics })) {
    if ('add' in instrument) instrument.add(1);
    else instrument.record(1);
  }

  const text = await watched.metrics();

  await test.house.close();
  const kinds = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', kind]) => ({ name, kind }));
  const exported = new Set(
    kinds.flatMap(({ name, kind }) =>
      kind === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name],
    ),
  );
  const dashboard = await readFile(join(root, 'deploy/grafana/palier.json'), 'utf8');
  const shown = [...dashboard.matchAll(/\bpalier_\w+/g)].map(([name]) => name);
  expect(shown.filter((name) => !exported.has(name))).toEqual([]);
  expect(new Set(shown).size).toBeGreaterThan(15);
  for (const guide of ['docs/en/observability.md', 'docs/fr/observabilite.md']) {
    const page = await readFile(join(root, guide), 'utf8');
    expect(kinds.filter(({ name }) => !page.includes(`\`${name}\``))).toEqual([]);
  }
});
