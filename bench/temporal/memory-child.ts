/**
 * One kind of workflow, many of them in memory: writes what each takes. Started with `--expose-gc` by
 * `memory.ts`, one process a kind. The workflows run in the process's own thread, whose heap can be
 * cleaned up and counted.
 */

import { bundleWorkflows } from '../../workers/temporal/bundle.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import { beginAll, beginsEmpty, beginsRun } from './begin.ts';
import { yardstickBundle } from './bundles.ts';
import { answersFromMemory, planOfLadder, waitsOf } from './ladder.ts';
import { openStand } from './stand.ts';

export interface MemoryOrder {
  readonly kind: 'ours' | 'empty';
  readonly place: TemporalPlace;
  readonly count: number;
}

export interface MemoryFound {
  /** Bytes a workflow: of the heap of JavaScript, and of the process. */
  readonly heap: number;
  readonly resident: number;
}

const warm = 300;
const month = 30 * 86_400_000;

const { kind, place, count } = JSON.parse(process.argv[2] ?? '') as MemoryOrder;
const plan = planOfLadder();
const bundle = await (kind === 'ours' ? bundleWorkflows() : yardstickBundle('empty'));
const stand = await openStand({
  ...{
    place,
    plan,
    bundle,
    activities: answersFromMemory(plan, waitsOf(month)),
    queue: `${kind}-${process.pid}`,
  },
  options: { debugMode: true },
});
const { client, taskQueue } = stand;
const begin = kind === 'ours' ? beginsRun(client, taskQueue, plan) : beginsEmpty(client, taskQueue);
const ids = (name: string, many: number) =>
  Array.from({ length: many }, (_, place) => `${kind}-${process.pid}-${name}-${place}`);

async function settled(): Promise<NodeJS.MemoryUsage> {
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    globalThis.gc?.();
  }
  return process.memoryUsage();
}

await beginAll(begin, ids('warm', warm));
await stand.rest(warm);
const before = await settled();
await beginAll(begin, ids('counted', count));
await stand.rest(warm + count);
const after = await settled();
const found: MemoryFound = {
  heap: (after.heapUsed - before.heapUsed) / count,
  resident: (after.rss - before.rss) / count,
};
process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit());
