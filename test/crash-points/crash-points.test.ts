/**
 * The process ends at every boundary, one after the other. What it did before the first `uncertain` is
 * what an undisturbed one does, and once that is resolved each message has arrived exactly once.
 *
 * `npm test` tries some of the boundaries of each script, `npm run soak` all of them.
 */
import { expect, it } from 'vitest';
import type { TraceLine } from '../../schemas/index.ts';
import { exampleRelease, exampleScripts } from '../conformance/examples.ts';
import { readable, withSegmentOf } from '../conformance/simulated.ts';
import { readArrivals } from '../integration/crash/readings.ts';
import { emptyTables } from '../store/empty-tables.ts';
import { describeStores } from '../store/stores.ts';
import { play } from './play.ts';

/** Each how many-th boundary is tried. */
const stride = Number(process.env.CRASH_POINTS_STRIDE ?? 61);
const scripts = exampleScripts().map((example, index) => ({ ...example, index }));

describeStores('a process that ends', (store) => {
  it.each(scripts)(
    'at any boundary of $flow / $name has lost nothing and doubled nothing',
    async ({ flow, script, index }) => {
      const release = withSegmentOf(script, exampleRelease(flow));
      const undisturbed = await play({ store: store(), script, release, deadly: null });
      const arrivals = await readArrivals(store(), undisturbed.accepted);
      expect(undisturbed.faults).toEqual([]);
      expect(undisturbed.uncertain).toBe(0);

      const { length } = undisturbed.boundaries;
      for (let deadly = (index * 7) % stride; deadly < length; deadly += stride) {
        await emptyTables(store().db);
        const disturbed = await play({ store: store(), script, release, deadly });

        const place = `${undisturbed.boundaries[deadly]}, number ${deadly} of ${length}`;
        const doubts = doubtsIn(disturbed.traces);
        expect(beforeDoubt(disturbed.traces, doubts), place).toEqual(beforeDoubt(undisturbed.traces, doubts));
        expect(await readArrivals(store(), disturbed.accepted), place).toEqual(arrivals);
      }
    },
  );
});

type Traces = ReadonlyMap<string, readonly TraceLine[]>;

interface Doubts {
  /** When anything about this customer became uncertain. */
  readonly at: number;
  /** How many lines each run had said until it became uncertain itself. */
  readonly lines: ReadonlyMap<string, number>;
}

function doubtsIn(traces: Traces): Doubts {
  const found = [...traces].flatMap(([number, lines]) => {
    const index = lines.findIndex(({ what }) => what === 'uncertain');
    const line = lines[index];
    return line === undefined ? [] : [{ number, index, at: line.at }];
  });
  return {
    at: Math.min(...found.map(({ at }) => at), Number.POSITIVE_INFINITY),
    lines: new Map(found.map(({ number, index }) => [number, index])),
  };
}

function beforeDoubt(traces: Traces, { at, lines }: Doubts): Readonly<Record<string, readonly string[]>> {
  const told = [...traces].map(([number, all]) => {
    const own = lines.get(number);
    const before = own === undefined ? all.filter((line) => line.at < at) : all.slice(0, own);
    return [number, readable(before)] as const;
  });
  return Object.fromEntries(told);
}
