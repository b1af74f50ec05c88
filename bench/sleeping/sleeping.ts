import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bench, Figure } from '../figure.ts';

const script = fileURLToPath(new URL('child.ts', import.meta.url));
const large = Number(process.env.BENCH_INVOICES ?? 100_000);
const small = large / 100;

interface Filled {
  readonly milliseconds: number;
  readonly megabytes: number;
}

interface Opened {
  readonly opened: number;
}

interface BackedUp {
  readonly backup: number;
  readonly bytes: number;
}

interface Woken {
  readonly resident: number;
  readonly due: number;
  readonly left: number;
  readonly milliseconds: number;
  readonly read: number;
  readonly list: number;
  readonly lag: number;
}

async function child<T>(...words: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...words]);
  return JSON.parse(stdout);
}

/** What opening a copy of a store takes after it was killed while it woke runs, and its backup while it wakes the rest. */
async function openAfterCrash(folder: string): Promise<Opened & BackedUp> {
  const copy = mkdtempSync(join(tmpdir(), 'palier-killed-'));
  try {
    cpSync(folder, copy, { recursive: true });
    // Kills itself on the way, so that nothing comes back.
    await child('die', copy).catch(() => null);
    return { ...(await child<Opened>('open', copy)), ...(await child<BackedUp>('backup', copy)) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** A store full of sleeping runs: what it takes, and how it answers while a fifth of them wakes. */
export const sleeping: Bench = {
  name: 'sleeping',
  byName: true,
  async measure() {
    const folders = [
      mkdtempSync(join(tmpdir(), 'palier-few-')),
      mkdtempSync(join(tmpdir(), 'palier-many-')),
    ] as const;
    const [fewFolder, manyFolder] = folders;
    try {
      const few = await child<Filled>('fill', fewFolder, String(small));
      const many = await child<Filled>('fill', manyFolder, String(large));
      const after = await openAfterCrash(manyFolder);
      const woken = await child<Woken>('wake', manyFolder);
      return figuresOf(few, many, { ...woken, ...after });
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  },
};

function figuresOf(few: Filled, many: Filled, woken: Woken & Opened & BackedUp): readonly Figure[] {
  if (woken.left > 0) throw new Error(`${woken.left} runs were not woken`);
  const each = (filled: Filled, count: number) => filled.milliseconds / count;
  const most = (name: string, value: number, limit: number, unit: string): Figure => ({
    ...{ name, ratio: value / limit, wanted: { atMost: 1 } },
    values: `${Math.round(value)} ${unit}, at most ${limit}`,
  });
  return [
    most(`${large} sleeping runs, resident after reopening`, woken.resident, 700, 'MB'),
    most('opening that store after a crash', woken.opened, 10_000, 'ms'),
    {
      ...most('its backup while runs wake', woken.backup, 30_000, 'ms'),
      values: `${(woken.backup / 1000).toFixed(1)} s for ${Math.round(woken.bytes / 1e6)} MB, at most 30 s`,
    },
    most(`a read while ${woken.due} wake, 99th percentile`, woken.read, 50, 'ms'),
    most('a list meanwhile, 99th percentile', woken.list, 200, 'ms'),
    most('lag of the event loop meanwhile, 99th percentile', woken.lag, 50, 'ms'),
    {
      name: `time for an invoice, of ${large} against ${small}`,
      ratio: each(many, large) / each(few, small),
      wanted: { atMost: 1.2 },
      values: `${each(many, large).toFixed(2)} ms, ${each(few, small).toFixed(2)} ms; filling took ${Math.round(many.megabytes)} MB, ${Math.round(few.megabytes)} MB; ${woken.due} woke in ${Math.round(woken.milliseconds / 1000)} s`,
    },
  ];
}
