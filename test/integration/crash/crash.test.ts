/**
 * `kill -9` of the real process, again and again, while it sends over real SMTP: what it did before the
 * first `uncertain` is what an undisturbed process does, and once every uncertain message is resolved
 * each one has arrived exactly once.
 */
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { openStore, type Store, saveLogicalTime } from '../../../store/index.ts';
import { startSmtp } from '../../smtp/start.ts';
import { builtProgram } from '../built-program.ts';
import { end, endAll, hasArrived, operate, type Place, startPalier, waitFor } from './palier.ts';
import { fatesOf, type Line, readArrivals, readLines, readUncertain, seeded } from './readings.ts';
import { fillStore, remindersEach, writeWorkspace } from './scene.ts';

const first = '2026-05-15';
const second = '2026-07-31';
const kills = 6;
const seeds = Array.from({ length: Number(process.env.KILL_SEEDS ?? 3) }, (_, index) => index + 1);
const invoices = Number(process.env.KILL_INVOICES ?? 1_000);
/** 1 March 2026, midnight in Paris; every invoice falls due on one of the days after it. */
const begins = Date.parse('2026-02-28T23:00:00Z');

async function withStore<T>(place: Pick<Place, 'data'>, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir: place.data });
  return work(store).finally(() => store.close());
}

const workspace = writeWorkspace({ cap: { atMost: 3, per: '7 days' } });
let filled = '';

const servers: Awaited<ReturnType<typeof startSmtp>>[] = [];
const stopServers = () => Promise.all(servers.splice(0).map((server) => server.stop()));
afterEach(async () => {
  endAll();
  await stopServers();
});

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'palier-crash-data-')), 'data');

/** A data folder with all invoices, to be copied. */
async function fill(): Promise<string> {
  const data = newFolder();
  await withStore({ data }, async (store) => {
    await fillStore(store, {
      ...{ invoices, customers: Math.ceil(invoices / 3), at: begins, issuedOn: '2026-02-01' },
      dueOn: (index) => `2026-03-${String(2 + (index % 5)).padStart(2, '0')}`,
    });
    await saveLogicalTime(store.db, begins);
  });
  return data;
}

async function build(): Promise<{
  readonly place: Place;
  readonly smtp: Awaited<ReturnType<typeof startSmtp>>;
}> {
  const smtp = await startSmtp({ mode: 'delay-4' });
  servers.push(smtp);
  const data = newFolder();
  cpSync(filled, data, { recursive: true });
  const smtpUrl = `smtp://127.0.0.1:${smtp.port}`;
  return { place: { workspace, data, smtp: smtpUrl, program: builtProgram }, smtp };
}

async function finish(place: Place, until: string): Promise<void> {
  const child = startPalier(place, until);
  await waitFor(child, () => hasArrived(place, until));
  await end(child, 'SIGTERM');
}

/** Says what is known of each uncertain message, as a person would while the process runs. */
async function resolveAll(place: Place, fates: ReturnType<typeof fatesOf>): Promise<void> {
  const child = startPalier(place, first);
  await waitFor(child, () => hasArrived(place, first));
  for (const [delivery, fate] of fates) await operate(place, 'resolve', { delivery, fate });
  await end(child, 'SIGTERM');
}

let undisturbed: readonly Line[] = [];

beforeAll(async () => {
  if (!existsSync(builtProgram)) throw new Error('the program is not built: tsc -b');
  filled = await fill();
  const { place, smtp } = await build();
  await finish(place, first).catch(async (error: unknown) => {
    await stopServers();
    throw error;
  });
  undisturbed = await withStore(place, readLines);
  const accepted = await smtp.accepted();
  await stopServers();
  expect(accepted).toHaveLength(invoices * remindersEach);
}, 300_000);

/** What was said before anything about this customer became uncertain. */
function beforeDoubt(lines: readonly Line[], doubts: ReadonlyMap<number, number>): readonly string[] {
  return lines
    .filter(({ customer, at }) => at < (doubts.get(customer) ?? Number.POSITIVE_INFINITY))
    .map(
      ({ run, at, step, what, detail }) =>
        `${run} ${new Date(at).toISOString()} ${step} ${what} ${JSON.stringify(detail)}`,
    );
}

it.each(seeds)('loses nothing and doubles nothing when killed again and again (seed %i)', async (seed) => {
  const random = seeded(seed);
  const { place, smtp } = await build();
  let threshold = 0;

  for (let kill = 0; kill < kills; kill += 1) {
    threshold += Math.floor(((20 + random() * 120) * invoices) / 300);
    const child = startPalier(place, first);
    await waitFor(child, async () => (await smtp.accepted()).length >= threshold);
    await end(child, 'SIGKILL');
  }
  await finish(place, first);
  const disturbed = await withStore(place, readLines);
  const doubts = new Map<number, number>();
  for (const { customer, at, what } of disturbed) {
    if (what === 'uncertain' && at < (doubts.get(customer) ?? Number.POSITIVE_INFINITY))
      doubts.set(customer, at);
  }
  const uncertain = await withStore(place, readUncertain);
  await resolveAll(place, fatesOf(uncertain, await smtp.accepted()));
  await finish(place, second);

  expect(beforeDoubt(disturbed, doubts)).toEqual(beforeDoubt(undisturbed, doubts));
  const accepted = await smtp.accepted();
  const arrivals = [...(await withStore(place, (store) => readArrivals(store, accepted)))];
  expect(arrivals.filter(([, count]) => count !== 1)).toEqual([]);
  expect(arrivals).toHaveLength(invoices * remindersEach);
  console.log(
    `seed ${seed}: ${kills} kills, ${uncertain.length} uncertain, ${doubts.size} customers in doubt`,
  );
  await smtp.stop();
});
