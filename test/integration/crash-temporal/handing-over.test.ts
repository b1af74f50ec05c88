/** `kill -9` of the commands that hand runs from one driver to the other and that set right what differs. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { verifyStore } from '../../../store/index.ts';
import { connectClient } from '../../../workers/temporal/connection.ts';
import { end, spawnPalier } from '../crash/palier.ts';
import { until } from './blows.ts';
import { isPossible, useProgram } from './tools.ts';
import { buildWorld, serverOf, type World, workers } from './world.ts';

const invoices = 120;
const kills = 4;
const day = 86_400_000;

useProgram();

/** Runs whose row names an engine, and those of them that have a workflow. */
async function countRuns({ store: { db } }: World, engine: 'embedded' | 'temporal') {
  const rows = await db.selectFrom('run').select('begun').where('engine', '=', engine).execute();
  return { runs: rows.length, begun: rows.filter(({ begun }) => begun).length };
}

async function withClient<T>(
  world: World,
  work: (client: Awaited<ReturnType<typeof connectClient>>) => Promise<T>,
): Promise<T> {
  const client = await connectClient(serverOf(world.temporal()));
  return work(client).finally(() => client.connection.close());
}

/** Workflows that Temporal has open, by the id of their run. */
const openWorkflows = (world: World) =>
  withClient(world, async (client) => {
    const ids: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus = "Running"' }))
      ids.push(workflowId);
    return ids.sort();
  });

/** Kills a command each time when it has done so much more, then lets it come to its end. */
async function killAgainAndAgain(
  world: World,
  words: readonly string[],
  done: () => Promise<number>,
): Promise<number> {
  let killed = 0;
  for (const part of Array.from({ length: kills }, (_, index) => (index + 1) / (kills + 1))) {
    const child = spawnPalier({ ...world.place, data: world.dataOf('first') }, ...words);
    while (child.exitCode === null && (await done()) < invoices * part) await delay(2);
    if (child.exitCode !== null) break;
    await end(child, 'SIGKILL');
    killed += 1;
  }
  const last = spawnPalier({ ...world.place, data: world.dataOf('first') }, ...words);
  await until(async () => last.exitCode !== null, `the end of palier ${words.join(' ')}`);
  expect(last.exitCode).toBe(0);
  return killed;
}

async function stopAll(world: World): Promise<void> {
  for (const name of ['start', ...workers] as const) await world.kill(name);
}

async function startAll(world: World): Promise<void> {
  await world.start();
  await until(async () => (await openWorkflows(world)).length === invoices, 'a workflow for each run');
}

it.skipIf(!isPossible)(
  'each run is handed over once, there and back, and one workflow drives it',
  async () => {
    const dueOn = new Date(Date.now() + 60 * day).toISOString().slice(0, 10);
    const world = await buildWorld({
      invoices,
      customers: 60,
      mailDelay: 0,
      dueOn,
    });
    const runs = async () =>
      (await world.store.db.selectFrom('run').select('id').orderBy('id').execute())
        .map(({ id }) => id)
        .sort();
    try {
      await startAll(world);
      await stopAll(world);

      const away = await killAgainAndAgain(
        world,
        ['move', '--to', 'embedded'],
        async () => (await countRuns(world, 'embedded')).runs,
      );
      expect(await countRuns(world, 'embedded')).toEqual({ runs: invoices, begun: 0 });
      expect(await openWorkflows(world)).toEqual([]);

      await killAgainAndAgain(
        world,
        ['move', '--to', 'temporal'],
        async () => (await countRuns(world, 'temporal')).runs,
      );
      expect(await countRuns(world, 'temporal')).toEqual({ runs: invoices, begun: 0 });
      await startAll(world);
      expect(await openWorkflows(world)).toEqual(await runs());
      await stopAll(world);

      await withClient(world, async (client) => {
        for (const run of await runs()) await client.workflow.getHandle(run).terminate('by somebody');
      });
      const repaired = await killAgainAndAgain(
        world,
        ['doctor', '--reconcile', '--repair'],
        async () => invoices - (await countRuns(world, 'temporal')).begun,
      );
      await startAll(world);
      expect(await openWorkflows(world)).toEqual(await runs());

      expect((await verifyStore(world.store.db)).filter(({ count }) => count > 0)).toEqual([]);
      expect(await world.smtp.accepted()).toEqual([]);
      console.log(`killed ${away} times on the way back, ${repaired} times while repairing`);
    } finally {
      await world.close();
    }
  },
);
