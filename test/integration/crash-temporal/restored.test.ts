/** A store that comes back from a backup while Temporal's is of today: nothing is sent a second time. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore, type Store, verifyStore } from '../../../store/index.ts';
import { operate, spawnPalier } from '../crash/palier.ts';
import { fatesOf, readArrivals, readUncertain } from '../crash/readings.ts';
import { until } from './blows.ts';
import { isPossible, useProgram } from './tools.ts';
import { buildWorld, type World, workers } from './world.ts';

useProgram();

async function run(world: World, ...words: readonly string[]): Promise<number | null> {
  const child = spawnPalier(world.place, ...words);
  await until(async () => child.exitCode !== null, `the end of palier ${words.join(' ')}`);
  return child.exitCode;
}

async function running({ db }: Store): Promise<number> {
  const rows = await db.selectFrom('run').select('id').where('status', '=', 'running').execute();
  return rows.length;
}

it.skipIf(!isPossible)('messages that left since the backup are doubted, and each arrives once', async () => {
  const world = await buildWorld({
    invoices: 60,
    customers: 30,
    mailDelay: 100,
  });
  const { smtp, place, messages } = world;
  let store = world.store;
  const file = join(place.data, 'palier.backup');
  try {
    await world.start();
    await until(async () => (await smtp.accepted()).length >= messages / 6, 'a sixth of the messages');
    expect(await run(world, 'backup', file)).toBe(0);
    await until(async () => (await running(store)) === 0, 'the end of all runs');
    for (const name of ['start', ...workers] as const) await world.kill(name);
    const journals = workers.map((name) => join(world.dataOf(name), 'journal/sends.jsonl'));

    await store.close();
    expect(await run(world, 'restore', file, '--replace', '--journal', ...journals)).toBe(1);
    store = await openStore({ url: place.env?.DATABASE_URL ?? '' });
    await world.start();
    const doubted = (await readUncertain(store)).length;
    await until(async () => {
      for (const [delivery, fate] of fatesOf(await readUncertain(store), await smtp.accepted()))
        await operate(place, 'resolve', { delivery, fate });
      return (await running(store)) === 0;
    }, 'the end of all runs');

    const arrivals = [...(await readArrivals(store, await smtp.accepted()))];
    expect(doubted).toBeGreaterThan(0);
    expect(arrivals.filter(([, count]) => count !== 1)).toEqual([]);
    expect((await verifyStore(store.db)).filter(({ count }) => count > 0)).toEqual([]);
    expect(await smtp.accepted()).toHaveLength(messages);
  } finally {
    await store.close();
    await world.close();
  }
});
