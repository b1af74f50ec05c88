/**
 * Whatever changes the workflow or the reducer must be able to go on with the runs that are under way:
 * those recorded under every version replay here, to the same requests, waits and states.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  bundleForReplay,
  type RecordedRun,
  type Replayed,
  readRecordings,
  replayRuns,
} from '../../../workers/temporal/replay/index.ts';
import { histories, quietly, root } from './histories.ts';
import { missingHistories } from './missing-histories.ts';
import { sayBroken } from './say-broken.ts';

const { runs, planOf } = readRecordings(histories);
const replayed = new Map<string, Replayed>();
let bundle: Awaited<ReturnType<typeof bundleForReplay>>;

beforeAll(async () => {
  quietly();
  bundle = await bundleForReplay();
  const all = await replayRuns(
    runs.map(({ run }) => run),
    { bundle, planOf },
  );
  for (const [index, one] of all.entries()) replayed.set(runs[index]?.path ?? '', one);
});

describe('recorded runs', () => {
  it.each(runs)('$path replays with the present code', ({ path }) => {
    const difference = replayed.get(path)?.difference;

    if (difference !== null && difference !== undefined) throw new Error(sayBroken(path, difference));
    expect(difference).toBe(null);
  });

  it('are there for every script of the examples, under the present version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

    const missing = missingHistories(join(histories, version));

    expect(missing, 'npm run histories records them').toEqual([]);
  });

  it('name nobody of their script, and no machine', () => {
    const examples = join(root, 'examples/scripts');
    const named = runs.flatMap(({ path }) => {
      const [, flow = '', script = ''] = path.split('/');
      const { customer, invoices } = readScript(examples, flow, script);
      const text = readFileSync(join(histories, path), 'utf8');
      return [...wordsOf({ customer: { ...customer, segment: null, tags: null } }), ...wordsOf(invoices)]
        .filter((word) => word.length > 3 && word !== flow && text.includes(`"${word}"`))
        .map((word) => `${path}: ${word}`);
    });
    const machines = runs.filter(({ path }) =>
      /\d+@[a-z]/i.test(readFileSync(join(histories, path), 'utf8')),
    );

    expect({ named, machines: machines.map(({ path }) => path) }).toEqual({ named: [], machines: [] });
  });

  it('replay from wherever a worker takes them up', { timeout: 120_000 }, async () => {
    const cut = fc.tuple(fc.nat(runs.length - 1), fc.nat(1_000)).map(([index, place]) => {
      const { run } = runs[index] ?? { run: null };
      return run === null ? [] : [upTo(run, place)];
    });
    const some = fc.sample(cut, 40).flat();

    const differences = (await replayRuns(some, { bundle, planOf })).map(({ run, difference }) =>
      difference === null ? null : `${run.flow} ${run.name}, ${run.events.length} events: ${difference.what}`,
    );

    expect(differences.filter((one) => one !== null)).toEqual([]);
  });
});

/** The run as a worker finds it that takes it up from its history: at the beginning of one of its tasks. */
function upTo(run: RecordedRun, place: number): RecordedRun {
  const starts = run.events.flatMap(({ eventType }, index) =>
    eventType === 'EVENT_TYPE_WORKFLOW_TASK_STARTED' ? [index] : [],
  );
  const end = starts[place % starts.length] ?? 0;
  return { ...run, events: run.events.slice(0, end + 1) };
}

/** Nothing for a run that somebody has reported. */
function readScript(folder: string, flow: string, script: string): { customer: object; invoices: unknown } {
  const file = join(folder, flow, `${script}.script.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { customer: {}, invoices: [] };
}

/** Every text in a value that could name somebody: not dates, roles, languages and zones. */
function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\d|^(billing|accountant|cfo|manager)$|^[A-Z][a-z]+\//.test(value) ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsOf);
}
