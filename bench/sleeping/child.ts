/**
 * One measurement in a process of its own, on a data folder: `fill <folder> <count>` makes invoices and
 * lets their runs fall asleep; `wake <folder>` opens it and wakes every fifth; `die <folder>` does so and
 * kills itself in the middle; `open <folder>` says how long opening takes, `backup <folder>` how long a
 * backup takes while the runs wake. Prints one JSON line.
 */
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { writeBackup } from '../../server/backup/write-backup.ts';
import { listRuns, openStore, readRun, type Store } from '../../store/index.ts';
import { advanceRuns, enterInvoices } from '../../workers/carry/index.ts';
import { createEmbedded } from '../../workers/embedded/index.ts';
import { openJournal } from '../../workers/journal/index.ts';
import { addInvoices, type House, openHouse } from '../house/house.ts';
import { ladder } from '../house/ladder.ts';

const [what, folder = '', count = '0'] = process.argv.slice(2);
const start = Date.UTC(2026, 5, 1, 8);
const wakeAt = Date.UTC(2026, 5, 12, 12);
const chunk = 2_000;
const readEvery = 20;

async function fill(size: number) {
  const store = await openStore({ dataDir: folder });
  const house = await open(store, start);
  const began = performance.now();
  for (let from = 0; from < size; from += chunk) {
    const some = Math.min(chunk, size - from);
    const early = Math.floor(some / 5);
    await addInvoices(house, { from, count: early, dueOn: '2026-06-10' });
    await addInvoices(house, { from: from + early, count: some - early, dueOn: '2026-09-10' });
    while ((await enterInvoices(house.carrier, [house.digest], null)) > 0);
    while ((await advanceRuns(house.carrier)) > 0);
  }
  const milliseconds = performance.now() - began;
  await store.close();
  return { milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 };
}

/** Ends with the first list read: what somebody waits for who starts again. */
async function reopen() {
  const began = performance.now();
  const store = await openStore({ dataDir: folder });
  await listRuns(store.db, { limit: 50 });
  return { opened: performance.now() - began };
}

async function wake(dies: boolean) {
  const store = await openStore({ dataDir: folder });
  const asleep = await listRuns(store.db, { limit: 50 });
  const resident = process.memoryUsage.rss() / 1e6;
  const house = await open(store, wakeAt);
  const due = await countDue(store);
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const driving = performance.now();
  const { promise: rested, resolve: rest } = Promise.withResolvers<void>();
  const { carrier, digest } = house;
  const driver = createEmbedded({
    ...{ carrier, journalPath: join(folder, 'sends.jsonl'), only: null, alone: true },
    heads: async () => [digest],
    onRest: () => rest(),
  });
  lag.enable();
  await driver.start();
  const reading = { over: false };
  const latencies = readMeanwhile(store, asleep[0]?.run ?? '', reading);
  if (dies) {
    await pause(3_000);
    process.kill(process.pid, 'SIGKILL');
  }
  await rested;
  reading.over = true;
  lag.disable();
  const milliseconds = performance.now() - driving;
  const { reads, lists } = await latencies;
  await driver.stop();
  const left = await countDue(store);
  await store.close();
  return {
    ...{ resident, due, left, milliseconds, read: p99(reads), list: p99(lists) },
    lag: lag.percentile(99) / 1e6,
  };
}

async function backUp() {
  const store = await openStore({ dataDir: folder });
  const { carrier, digest } = await open(store, wakeAt);
  const journalPath = join(folder, 'sends.jsonl');
  const driver = createEmbedded({
    ...{ carrier, journalPath, only: null, alone: true },
    heads: async () => [digest],
  });
  await driver.start();
  const began = performance.now();
  const { bytes } = await writeBackup(join(folder, 'palier.backup'), store.db, journalPath);
  return { backup: performance.now() - began, bytes };
}

async function open(store: Store, now: number): Promise<House> {
  const journal = await openJournal(join(folder, 'sends.jsonl'));
  return openHouse(store, ladder(), { email: null, journal }, now);
}

async function countDue({ db }: Store): Promise<number> {
  const row = await db
    .selectFrom('run')
    .select(({ fn }) => fn.countAll<number>().as('due'))
    .where('wake_at', '<=', wakeAt)
    .executeTakeFirstOrThrow();
  return Number(row.due);
}

/** What somebody waits for who opens an invoice, and a list, while the machine works. */
async function readMeanwhile({ db }: Store, run: string, reading: { readonly over: boolean }) {
  const reads: number[] = [];
  const lists: number[] = [];
  while (!reading.over) {
    reads.push(await timed(() => readRun(db, run)));
    lists.push(await timed(() => listRuns(db, { limit: 50 })));
    await pause(readEvery);
  }
  return { reads, lists };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function p99(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
}

async function measure() {
  if (what === 'fill') return fill(Number(count));
  if (what === 'backup') return backUp();
  return what === 'open' ? reopen() : wake(what === 'die');
}

const measured = await measure();
process.stdout.write(`${JSON.stringify(measured)}\n`);
process.exit(0);
