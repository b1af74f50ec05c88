import { beforeAll, expect, it } from 'vitest';
import { openMemoryStore } from '../../store/index.ts';
import { bundleWorkflows } from '../../workers/temporal/bundle.ts';
import { exampleRelease, exampleScripts } from '../conformance/examples.ts';
import { readable, simulate, withSegmentOf } from '../conformance/simulated.ts';
import { playTemporal } from '../conformance/temporal.ts';
import { startTimeSkipping } from './servers.ts';

let bundle: Awaited<ReturnType<typeof bundleWorkflows>>;
beforeAll(async () => {
  bundle = await bundleWorkflows();
});

it.each(exampleScripts())(
  'Temporal gives the trace of the simulator for $flow / $name',
  async ({ flow, script }) => {
    const release = withSegmentOf(script, exampleRelease(flow));
    const env = await startTimeSkipping({ initialTime: '2025-01-01T00:00:00Z' });
    const store = await openMemoryStore();

    const played = await playTemporal({ env, bundle, store, script, release }).finally(async () => {
      await env.teardown();
      await store.close();
    });

    expect(played.faults).toEqual([]);
    for (const { run, lines } of simulate(script, release).runs) {
      expect(readable(played.traces.get(run) ?? []), run).toEqual(readable(lines));
    }
  },
);
