import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { checkFlow, formatFlow, readDocument } from '../../../engine/flow/index.ts';
import { Flow } from '../../../schemas/index.ts';
import { readText, type WorkspaceProblem } from '../../workspace/index.ts';
import type { FmtOptions } from '../commands/fmt.ts';
import type { Cli } from '../io.ts';
import { openWorkspace } from '../open-workspace.ts';
import { renderProblems, shownPath } from '../print/problems.ts';

type Result =
  | { readonly path: string; readonly state: 'formatted' | 'unchanged' }
  | { readonly path: string; readonly state: 'unreadable'; readonly problems: readonly WorkspaceProblem[] };

/** Writes flows in their canonical form; with `--check` it only names those that differ from it. */
export async function runFmt(cli: Cli, files: readonly string[], options: FmtOptions): Promise<void> {
  const paths =
    files.length > 0 ? files.map((file) => resolve(cli.cwd, file)) : await everyFlow(cli, options);
  const results = await Promise.all(paths.map((path) => format(path, options.check ?? false)));
  const shown = (path: string) => shownPath(path, { cwd: cli.cwd, folder: '/' });
  const changed = results.filter(({ state }) => state === 'formatted');
  const unreadable = results.filter((one) => one.state === 'unreadable');
  if (options.json) {
    const listed = results.map((one) => ({ ...one, path: shown(one.path) }));
    cli.out(`${JSON.stringify({ files: listed }, null, 2)}\n`);
  } else {
    for (const { path } of changed) cli.out(`${shown(path)}\n`);
    const problems = unreadable.flatMap((one) => one.problems);
    cli.err(renderProblems(problems, { ...cli, folder: '/' }));
    cli.out(
      `${summary(cli, { changed: changed.length, all: results.length, check: options.check ?? false })}\n`,
    );
  }
  if (unreadable.length > 0) cli.exit(3);
  else cli.exit(changed.length > 0 && options.check ? 1 : 0);
}

async function everyFlow(cli: Cli, options: FmtOptions): Promise<readonly string[]> {
  const { folder, flows } = await openWorkspace(cli, options);
  return flows.map(({ path }) => join(folder, path));
}

/** A document that keeps the schema can be written again, whatever else is wrong with it. */
async function format(path: string, check: boolean): Promise<Result> {
  const file = path.replace(/^\/+/, '');
  const read = await readText(dirname(path), basename(path));
  if ('code' in read) return { path: file, state: 'unreadable', problems: [{ ...read, file }] };
  const { value, problems } = readDocument(read.text);
  const flow = Flow.safeParse(value);
  if (!flow.success || problems.length > 0) {
    const found = checkFlow(read.text).problems.map((problem) => ({ ...problem, file }));
    return { path: file, state: 'unreadable', problems: found };
  }
  const text = formatFlow(flow.data);
  if (text === read.text) return { path: file, state: 'unchanged' };
  if (!check) {
    const draft = `${path}.tmp`;
    try {
      await writeFile(draft, text);
      await rename(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
  }
  return { path: file, state: 'formatted' };
}

function summary(
  cli: Cli,
  { changed, all, check }: { readonly changed: number; readonly all: number; readonly check: boolean },
): string {
  if (changed === 0) return cli.say({ fr: `En forme : ${all}.`, en: `In form: ${all}.` });
  return check
    ? cli.say({ fr: `À récrire : ${changed} sur ${all}.`, en: `To be written: ${changed} of ${all}.` })
    : cli.say({ fr: `Récrits : ${changed} sur ${all}.`, en: `Written: ${changed} of ${all}.` });
}
