import { stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import {
  isFault,
  type LoadedWorkspace,
  readFlow,
  readText,
  type WorkspaceProblem,
} from '../../workspace/index.ts';
import type { CheckOptions } from '../commands/check.ts';
import { Failure } from '../failure.ts';
import type { Cli } from '../io.ts';
import { openWorkspace } from '../open-workspace.ts';
import { renderProblems, shownPath } from '../print/problems.ts';

/** What was checked: problems, with files relative to `folder`, and how many files were looked at. */
interface Checked {
  readonly folder: string;
  readonly files: number;
  readonly problems: readonly WorkspaceProblem[];
}

/** Checks the workspace, or the named files against the workspaces that they lie in. */
export async function runCheck(cli: Cli, files: readonly string[], options: CheckOptions): Promise<void> {
  const publish = options.publish ?? false;
  const checked =
    files.length === 0
      ? [whole(await openWorkspace(cli, options, { publish }))]
      : await named(cli, files, options);
  const problems = checked.flatMap((one) => one.problems);
  if (options.json) {
    const located = checked.flatMap(({ folder, problems: own }) =>
      own.map(({ file, severity = 'error', ...rest }) => ({
        file: shownPath(file, { ...cli, folder }),
        severity,
        ...rest,
      })),
    );
    const errors = problems.filter(isFault).length;
    cli.out(
      `${JSON.stringify({ errors, warnings: problems.length - errors, problems: located }, null, 2)}\n`,
    );
  } else if (problems.length === 0) {
    const count = checked.reduce((sum, one) => sum + one.files, 0);
    const words = {
      fr: `Aucune faute, ${count} fichiers vérifiés.\n`,
      en: `No fault, ${count} files checked.\n`,
    };
    const single = { fr: 'Aucune faute, 1 fichier vérifié.\n', en: 'No fault, 1 file checked.\n' };
    cli.out(cli.say(count === 1 ? single : words));
  } else {
    for (const { folder, problems: own } of checked) cli.out(renderProblems(own, { ...cli, folder }));
  }
  cli.exit(problems.some(isFault) ? 1 : 0);
}

function whole(loaded: LoadedWorkspace): Checked {
  const { folder, flows, messages, scripts, problems } = loaded;
  return { folder, files: flows.length + messages.length + scripts.length + 2, problems };
}

/** Files by the workspace that they lie in, each of which is read once. */
async function named(cli: Cli, files: readonly string[], options: CheckOptions): Promise<readonly Checked[]> {
  const loaded = new Map<string, { readonly workspace: LoadedWorkspace; readonly paths: string[] }>();
  for (const file of files) {
    const path = resolve(cli.cwd, file);
    const found = await stat(path).catch(() => null);
    if (found === null)
      throw new Failure(cli.say({ fr: `${file} n’existe pas`, en: `${file} does not exist` }));
    const near = found.isDirectory() ? path : dirname(path);
    const workspace = await openWorkspace(cli, options, { near, publish: options.publish ?? false });
    const known = loaded.get(workspace.folder) ?? { workspace, paths: [] };
    known.paths.push(path);
    loaded.set(workspace.folder, known);
  }
  const entries = [...loaded.values()];
  return Promise.all(entries.map(({ workspace, paths }) => checkIn(workspace, paths)));
}

async function checkIn(workspace: LoadedWorkspace, paths: readonly string[]): Promise<Checked> {
  const { folder } = workspace;
  const own = new Set(
    [...workspace.flows, ...workspace.messages, ...workspace.scripts]
      .map((one) => one.path)
      .concat(
        workspace.problems.map(({ file }) => file),
        ['palier.json', 'segments.json'],
      ),
  );
  let files = 0;
  const problems: WorkspaceProblem[] = [];
  for (const path of paths) {
    const inside = relative(folder, path).replaceAll('\\', '/');
    const covered = [...own].filter(
      (file) => file === inside || inside === '' || file.startsWith(`${inside}/`),
    );
    files += Math.max(1, covered.length);
    if (covered.length > 0) problems.push(...workspace.problems.filter(({ file }) => covered.includes(file)));
    else problems.push(...(await stranger(workspace, path, inside)));
  }
  return { folder, files, problems };
}

/** A flow that lies outside `flows/` is checked as if the workspace held it. */
async function stranger(
  workspace: LoadedWorkspace,
  path: string,
  inside: string,
): Promise<readonly WorkspaceProblem[]> {
  const read = await readText(dirname(path), basename(path));
  if ('code' in read) return [{ ...read, file: inside }];
  return readFlow({ path: inside, text: read.text }, workspace.context).problems;
}
