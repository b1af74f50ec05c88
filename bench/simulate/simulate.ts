import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Duel } from '../duel.ts';
import type { Bench, Figure } from '../figure.ts';
import { stepsEntered } from './flow.ts';

const invoices = 100_000;
/** What 100,000 invoices may take at the most, in megabytes. */
const room = 500;
const script = fileURLToPath(new URL('./child.ts', import.meta.url));

async function inChild<Measured>(...args: readonly (string | number)[]): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args.map(String)]);
  return JSON.parse(stdout);
}

function values(duel: Duel): string {
  const million = (milliseconds: number) =>
    `${((invoices * stepsEntered) / milliseconds / 1000).toFixed(2)} M steps/s`;
  return `${million(duel.ours)}, heap loop ${million(duel.bare)}`;
}

/** 100,000 invoices through eight steps, against a bare loop over a heap that writes the same trace. */
export const simulate: Bench = {
  name: 'simulate',
  async measure() {
    const alone = await inChild<Duel>('speed', invoices, 1);
    const three = await inChild<Duel>('speed', invoices, 3);
    const engine = await inChild<{ readonly megabytes: number }>('memory', 'engine', invoices);
    const heap = await inChild<{ readonly megabytes: number }>('memory', 'heap', invoices);
    const figures: readonly Figure[] = [
      { name: 'simulate', ratio: alone.speed, wanted: { atLeast: 0.4 }, values: values(alone) },
      { name: 'simulate, 3 invoices a customer', ratio: three.speed, wanted: null, values: values(three) },
      {
        name: 'simulate, share of 500 MB',
        ratio: engine.megabytes / room,
        wanted: { atMost: 1 },
        values: `${Math.round(engine.megabytes)} MB at the most, heap loop ${Math.round(heap.megabytes)} MB`,
      },
    ];
    return figures;
  },
};
