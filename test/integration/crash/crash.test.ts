/**
 * `kill -9` of the real process, again and again, while it sends over real SMTP: what it did before the
 * first `uncertain` is what an undisturbed process does, and once every uncertain message is resolved
 * each one has arrived exactly once.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { openStore, type Store } from '../../../store/index.ts';
import { startSmtp } from '../../smtp/start.ts';
import { end, endAll, hasArrived, type Place, runPalier, startPalier, waitFor } from './palier.ts';
import { invoiceCount, seedStore, writeWorkspace } from './scene.ts';

const first = '2026-05-15';
const second = '2026-07-31';
const kills = 6;

interface Line {
  readonly run: string;
  readonly customer: number;
  readonly at: number;
  readonly text: string;
}

/** A small generator of numbers from 0 to 1: a seed makes the same moments again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

async function withStore<T>(place: Place, read: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir: place.data });
  return read(store).finally(() => store.close());
}

function readLines(place: Place): Promise<readonly Line[]> {
  return withStore(place, async ({ db }) => {
    const rows = await db
      .selectFrom('trace')
      .innerJoin('run', 'run.id', 'trace.run_id')
      .select(['run_id', 'run.customer_id', 'trace.at', 'trace.step', 'trace.what', 'trace.detail'])
      .orderBy('run_id')
      .orderBy('seq')
      .execute();
    return rows.map(({ run_id, customer_id, at, step, what, detail }) => ({
      run: run_id,
      customer: customer_id,
      at,
      text: `${step} ${what} ${JSON.stringify(detail)}`,
    }));
  });
}

/** Message-IDs of each invoice's reminders, by `number step`; tries that failed are left out. */
function readMessages(place: Place): Promise<ReadonlyMap<string, readonly string[]>> {
  return withStore(place, async ({ db }) => {
    const rows = await db
      .selectFrom('delivery')
      .innerJoin('delivery_request', 'delivery_id', 'delivery.id')
      .innerJoin('request', 'request.id', 'request_id')
      .innerJoin('invoice', 'invoice.id', 'request.invoice_id')
      .select(['invoice.number', 'request.step', 'delivery.message_id'])
      .execute();
    const byReminder = Map.groupBy(rows, ({ number, step }) => `${number} ${step}`);
    return new Map(
      [...byReminder].map(([key, found]) => [key, found.map(({ message_id }) => message_id ?? '')]),
    );
  });
}

function readUncertain(place: Place) {
  return withStore(place, ({ db }) =>
    db
      .selectFrom('delivery')
      .select(['id', 'message_id'])
      .where('status', 'in', ['uncertain', 'sending'])
      .execute(),
  );
}

const servers: Awaited<ReturnType<typeof startSmtp>>[] = [];
const stopServers = () => Promise.all(servers.splice(0).map((server) => server.stop()));
afterEach(async () => {
  endAll();
  await stopServers();
});

async function build(): Promise<{
  readonly place: Place;
  readonly smtp: Awaited<ReturnType<typeof startSmtp>>;
}> {
  const smtp = await startSmtp({ mode: 'delay-4' });
  servers.push(smtp);
  const place = {
    workspace: writeWorkspace(),
    data: join(mkdtempSync(join(tmpdir(), 'palier-crash-data-')), 'data'),
    smtp: `smtp://127.0.0.1:${smtp.port}`,
  };
  await seedStore(place.data);
  return { place, smtp };
}

async function finish(place: Place, until: string): Promise<void> {
  const child = startPalier(place, until);
  await waitFor(child, () => hasArrived(place, until));
  await end(child, 'SIGTERM');
}

/** Says what is known of each uncertain message, as a person would while the process runs. */
async function resolveAll(place: Place, fates: readonly (readonly [string, string])[]): Promise<void> {
  const child = startPalier(place, first);
  await waitFor(child, () => hasArrived(place, first));
  for (const [id, fate] of fates) await runPalier(place, 'resolve', id, fate);
  await end(child, 'SIGTERM');
}

let undisturbed: readonly Line[] = [];

beforeAll(async () => {
  const { place, smtp } = await build();
  await finish(place, first).catch(async (error: unknown) => {
    await stopServers();
    throw error;
  });
  undisturbed = await readLines(place);
  const accepted = await smtp.accepted();
  await stopServers();
  expect(accepted).toHaveLength(invoiceCount * 3);
}, 300_000);

/** What was said before anything about this customer became uncertain. */
function beforeDoubt(lines: readonly Line[], doubts: ReadonlyMap<number, number>): readonly string[] {
  return lines
    .filter(({ customer, at }) => at < (doubts.get(customer) ?? Number.POSITIVE_INFINITY))
    .map(({ run, at, text }) => `${run} ${new Date(at).toISOString()} ${text}`);
}

it.each([1, 2, 3])(
  'loses nothing and doubles nothing when killed again and again (seed %i)',
  async (seed) => {
    const random = seeded(seed);
    const { place, smtp } = await build();
    let threshold = 0;

    for (let kill = 0; kill < kills; kill += 1) {
      threshold += 20 + Math.floor(random() * 120);
      const child = startPalier(place, first);
      await waitFor(child, async () => (await smtp.accepted()).length >= threshold);
      await end(child, 'SIGKILL');
    }
    await finish(place, first);
    const disturbed = await readLines(place);
    const doubts = new Map<number, number>();
    for (const { customer, at, text } of disturbed) {
      if (text.includes(' uncertain ') && at < (doubts.get(customer) ?? Number.POSITIVE_INFINITY))
        doubts.set(customer, at);
    }
    const arrived = new Set((await smtp.accepted()).map(({ messageId }) => messageId));
    const uncertain = await readUncertain(place);
    await resolveAll(
      place,
      uncertain.map(({ id, message_id }) => [String(id), arrived.has(message_id) ? 'sent' : 'not-sent']),
    );
    await finish(place, second);

    expect(beforeDoubt(disturbed, doubts)).toEqual(beforeDoubt(undisturbed, doubts));
    const counts = new Map<string, number>();
    for (const { messageId } of await smtp.accepted())
      counts.set(messageId ?? '', (counts.get(messageId ?? '') ?? 0) + 1);
    const arrivals = [...(await readMessages(place))].map(([reminder, ids]) => [
      reminder,
      ids.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0),
    ]);
    expect(arrivals.filter(([, count]) => count !== 1)).toEqual([]);
    expect(arrivals).toHaveLength(invoiceCount * 3);
    console.log(
      `seed ${seed}: ${kills} kills, ${uncertain.length} uncertain, ${doubts.size} customers in doubt`,
    );
    await smtp.stop();
  },
);
