import { expect, it } from 'vitest';
import type { Release, Script } from '../../schemas/index.ts';
import { describeStores } from '../store/stores.ts';
import { playEmbedded } from './embedded.ts';
import { exampleRelease, exampleScripts } from './examples.ts';
import { readable, simulate, underDefaults, withSegmentOf } from './simulated.ts';

describeStores('the embedded driver', (store) => {
  it.each(exampleScripts())(
    'gives the trace of the simulator for $flow / $name',
    async ({ flow, script }) => {
      const release = withSegmentOf(script, exampleRelease(flow));

      await expectEqualTraces(script, release);
    },
  );

  it.each(exampleScripts())(
    'does so under the default policies for $flow / $name',
    async ({ flow, script }) => {
      const release = underDefaults(withSegmentOf(script, exampleRelease(flow)));

      await expectEqualTraces(script, release);
    },
  );

  async function expectEqualTraces(script: Script, release: Release): Promise<void> {
    const played = await playEmbedded(store(), script, release);
    expect(played.faults).toEqual([]);
    for (const { run, lines } of simulate(script, release).runs) {
      expect(readable(played.traces.get(run) ?? []), run).toEqual(readable(lines));
    }
  }
});
