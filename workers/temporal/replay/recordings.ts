/**
 * Recorded runs and the releases that they need, as files: `*.history.json`, one event a line, and
 * `*.release.json`, found by their digest. How their folders are called is nobody's business here.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFlow } from '../../../engine/flow/index.ts';
import type { Plan } from '../../../schemas/index.ts';
import { isRecord } from './readable-history.ts';
import type { PlanOf, RecordedRelease, RecordedRun, RecordedTurn } from './recorded-run.ts';

export interface Recording {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly run: RecordedRun;
}

export interface Recordings {
  readonly runs: readonly Recording[];
  readonly planOf: PlanOf;
}

export function readRecordings(folder: string): Recordings {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const releases = files
    .filter((path) => path.endsWith('.release.json'))
    .map((path) => read(path) as RecordedRelease);
  return {
    runs: files
      .filter((path) => path.endsWith('.history.json'))
      .sort()
      .map((path) => ({ path, run: parseRun(read(path)) })),
    planOf: planFromRecorded(releases),
  };
}

export function planFromRecorded(releases: readonly RecordedRelease[]): PlanOf {
  return async (digest) => {
    const found = releases.find((one) => one.digest === digest);
    if (found === undefined) throw new Error(`no file *.release.json holds release ${digest}`);
    return planOfRecorded(found);
  };
}

export function planOfRecorded({ digest, flow, policies }: RecordedRelease): Plan {
  return compileFlow(flow, { release: digest, policies });
}

/** Writes a run beside what else lies in the folder; gives the path of its file. */
export function writeRun(folder: string, path: string, run: RecordedRun): string {
  return write(folder, `${path}.history.json`, runText(run));
}

export function writeRelease(folder: string, path: string, release: RecordedRelease): string {
  return write(folder, `${path}.release.json`, `${JSON.stringify(release, null, 1)}\n`);
}

function write(folder: string, path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** One event, and one turn, a line: differences can be read. */
function runText({ flow, name, events, turns }: RecordedRun): string {
  const lines = (list: readonly unknown[]) => list.map((one) => `  ${JSON.stringify(one)}`).join(',\n');
  const head = `"flow": ${JSON.stringify(flow)},\n"name": ${JSON.stringify(name)},`;
  const told = turns === null ? 'null' : `[\n${lines(shortened(turns))}\n]`;
  return `{\n${head}\n"events": [\n${lines(events)}\n],\n"turns": ${told}\n}\n`;
}

export function parseRun(value: unknown): RecordedRun {
  if (!isRecordedRun(value)) throw new Error('this is no recorded run');
  const { turns, ...run } = value;
  return { ...run, turns: turns === null ? null : whole(turns) };
}

function isRecordedRun(value: unknown): value is RecordedRun {
  return isRecord(value) && Array.isArray(value.events);
}

/** Of each state, what the turn before has changed in it. */
function shortened(turns: readonly RecordedTurn[]): readonly unknown[] {
  return turns.map((turn, index) => {
    const before: Readonly<Record<string, unknown>> = { ...turns[index - 1]?.state };
    const changed = Object.entries(turn.state).filter(([key, value]) => !isSame(value, before[key]));
    return { ...turn, state: Object.fromEntries(changed) };
  });
}

function whole(turns: readonly RecordedTurn[]): readonly RecordedTurn[] {
  let state = {};
  return turns.map((turn) => {
    state = { ...state, ...turn.state };
    return { ...turn, state: state as RecordedTurn['state'] };
  });
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
