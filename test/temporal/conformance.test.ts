import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openMemoryStore, type Store } from '../../store/index.ts';
import { bundleWorkflows } from '../../workers/temporal/bundle.ts';
import { searchAttributes } from '../../workers/temporal/contract.ts';
import { exampleRelease, exampleScripts } from '../conformance/examples.ts';
import { readable, simulate, withSegmentOf } from '../conformance/simulated.ts';
import { playTemporal } from '../conformance/temporal.ts';
import { emptyTables } from '../store/empty-tables.ts';
import { startTimeSkipping } from './servers.ts';

const startServer = () => startTimeSkipping({ initialTime: '2025-01-01T00:00:00Z', searchAttributes });

let bundle: Awaited<ReturnType<typeof bundleWorkflows>>;
let store: Store;
/** Time goes one way only, so every script has its own server; it starts while the one before is played. */
let nextServer: ReturnType<typeof startServer>;

beforeAll(async () => {
  nextServer = startServer();
  [bundle, store] = await Promise.all([bundleWorkflows(), openMemoryStore()]);
});
beforeEach(() => emptyTables(store.db));
afterAll(async () => {
  await (await nextServer).teardown();
  await store.close();
});

it.each(exampleScripts())(
  'Temporal gives the trace of the simulator for $flow / $name',
  async ({ flow, script }) => {
    const release = withSegmentOf(script, exampleRelease(flow));
    const env = await nextServer;
    nextServer = startServer();

    const played = await playTemporal({ env, bundle, store, script, release }).finally(() => env.teardown());

    expect(played.faults).toEqual([]);
    for (const { run, lines } of simulate(script, release).runs) {
      expect(readable(played.traces.get(run) ?? []), run).toEqual(readable(lines));
    }
  },
);
