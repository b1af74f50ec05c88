import { writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { checkFlow, formatFlow, type MergeConflict, mergeFlows } from '../../../engine/flow/index.ts';
import { readText } from '../../workspace/index.ts';
import { readFlowText } from '../diff/read-flow-text.ts';
import { Failure } from '../failure.ts';
import type { Cli, GlobalOptions } from '../io.ts';
import { counted } from '../print/dates.ts';
import { indented, printable } from '../print/wrap.ts';
import { marked, markedWhole } from './conflict-marks.ts';

export interface MergeInput {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Where the merge is written; to `ours` where absent, `-` for the standard output. */
  readonly output?: string;
}

/**
 * Merges three versions of a flow by step and writes what came of it, conflicts between git's marks. With
 * exit code 1 for those it is a merge driver as git wants one.
 */
export async function runMerge(cli: Cli, input: MergeInput, options: GlobalOptions): Promise<void> {
  const [base, ours, theirs] = await Promise.all([
    readVersion(cli, input.base),
    readVersion(cli, input.ours),
    readVersion(cli, input.theirs),
  ]);
  const { text, conflicts, unreadable } = mergeTexts(base, ours, theirs);
  const target = input.output ?? input.ours;
  if (target !== '-') await write(cli, target, text);
  const told = conflicts.map(({ words, ...rest }) => ({ ...rest, sentence: cli.say(words) }));
  const merged = told.length === 0 && unreadable.length === 0;
  if (options.json) cli.out(`${JSON.stringify({ merged, conflicts: told, unreadable, text }, null, 2)}\n`);
  else if (target === '-') cli.out(text);
  if (!merged) {
    cli.err(
      report(
        cli,
        told,
        unreadable.map((side) => input[side]),
      ),
    );
    cli.exit(1);
  }
}

type Side = 'base' | 'ours' | 'theirs';

interface MergedTexts {
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
  /** Versions that are no flows, or where something stands twice under one name: then the texts stand beside each other, for a person. */
  readonly unreadable: readonly Side[];
}

function mergeTexts(base: string, ours: string, theirs: string): MergedTexts {
  if (ours === theirs) return { text: ours, conflicts: [], unreadable: [] };
  const isNew = base.trim() === '';
  const before = isNew ? null : readSound(base);
  const [one, other] = [readSound(ours), readSound(theirs)];
  if ('problems' in one || 'problems' in other || (before !== null && 'problems' in before)) {
    const unreadable: readonly Side[] = [
      ...(before !== null && 'problems' in before ? (['base'] as const) : []),
      ...('problems' in one ? (['ours'] as const) : []),
      ...('problems' in other ? (['theirs'] as const) : []),
    ];
    return { text: markedWhole(ours, theirs), conflicts: [], unreadable };
  }
  const merged = mergeFlows(before?.flow ?? null, one.flow, other.flow);
  const [left, right] = [formatFlow(merged.ours), formatFlow(merged.theirs)];
  return { text: left === right ? left : marked(left, right), conflicts: merged.conflicts, unreadable: [] };
}

/** Faults that a merge by names would drop without a word: something that stands twice under one name. */
const doubled: ReadonlySet<string> = new Set(['duplicate-id', 'duplicate-key', 'duplicate-name']);

function readSound(text: string): ReturnType<typeof readFlowText> {
  const problems = checkFlow(text).problems.filter(({ code }) => doubled.has(code));
  return problems.length > 0 ? { problems } : readFlowText(text);
}

async function readVersion(cli: Cli, name: string): Promise<string> {
  const path = resolve(cli.cwd, name);
  const read = await readText(dirname(path), basename(path));
  if ('text' in read) return read.text;
  throw new Failure(`${name}: ${read.message}`);
}

async function write(cli: Cli, name: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(cli.cwd, name), text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(
      cli.say({ fr: `${name} ne s’écrit pas : ${why}`, en: `${name} cannot be written: ${why}` }),
    );
  }
}

function report(
  cli: Cli,
  conflicts: readonly { readonly sentence: string }[],
  unreadable: readonly string[],
): string {
  const lines = [
    ...unreadable.map((name) =>
      cli.say({
        fr: `${name} n’est pas un scénario lisible, ou donne deux fois le même nom : les deux textes sont gardés l’un sous l’autre`,
        en: `${name} is no flow that can be read, or gives one name twice: both texts are kept, one below the other`,
      }),
    ),
    ...conflicts.map(({ sentence }) => sentence),
  ];
  const [one, many] = cli.say({ fr: 'conflit|conflits', en: 'conflict|conflicts' }).split('|');
  const head = `palier merge: ${counted(lines.length, one ?? '', many ?? '', cli.language)}`;
  const rows = lines.map((line) => indented(printable(line), '  ', cli.columns).join('\n'));
  return `${head}\n${rows.join('\n')}\n`;
}
