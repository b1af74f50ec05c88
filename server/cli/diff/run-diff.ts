import { basename, dirname, resolve } from 'node:path';
import { type Change, diffFlows } from '../../../engine/flow/index.ts';
import type { Flow } from '../../../schemas/index.ts';
import { readText } from '../../workspace/index.ts';
import { Failure } from '../failure.ts';
import type { Cli, GlobalOptions } from '../io.ts';
import { renderProblems } from '../print/problems.ts';
import { styleOf } from '../print/style.ts';
import { changeLines } from '../show/changes.ts';
import { gitShow } from './git-show.ts';
import { readFlowText } from './read-flow-text.ts';

/** Says what changes from one flow to another; with one file, from the last commit to the file. */
export async function runDiff(
  cli: Cli,
  before: string,
  after: string | undefined,
  options: GlobalOptions,
): Promise<void> {
  const committed = after === undefined;
  const [old, now] = await Promise.all([
    committed ? readCommitted(cli, before, 'HEAD') : readEither(cli, before),
    readEither(cli, after ?? before),
  ]);
  const changes = diffFlows(old, now, cli.language);
  if (options.json) cli.out(`${JSON.stringify({ changes }, null, 2)}\n`);
  else cli.out(rendered(cli, changes, `${committed ? `HEAD:${before}` : before} → ${after ?? before}`));
  cli.exit(changes.length > 0 ? 1 : 0);
}

/** A file, or `<commit>:<file>`. */
async function readEither(cli: Cli, name: string): Promise<Flow> {
  const read = await readText(dirname(resolve(cli.cwd, name)), basename(name));
  if ('text' in read) return parsed(cli, name, read.text);
  const [, commit, file] = /^([^:]+):(.+)$/.exec(name) ?? [];
  if (commit === undefined || file === undefined) throw new Failure(`${name}: ${read.message}`);
  return readCommitted(cli, file, commit);
}

async function readCommitted(cli: Cli, name: string, commit: string): Promise<Flow> {
  const shown = await gitShow(resolve(cli.cwd, name), commit);
  if ('text' in shown) return parsed(cli, `${commit}:${name}`, shown.text);
  const message = {
    fr: `git ne connaît pas ${name} dans ${commit} (${shown.fault}) ; donnez deux fichiers`,
    en: `git has no ${name} in ${commit} (${shown.fault}); name two files`,
  };
  throw new Failure(cli.say(message));
}

function parsed(cli: Cli, name: string, text: string): Flow {
  const read = readFlowText(text);
  if ('flow' in read) return read.flow;
  cli.err(
    renderProblems(
      read.problems.map((problem) => ({ ...problem, file: name })),
      { ...cli, folder: cli.cwd },
    ),
  );
  throw new Failure(
    cli.say({ fr: `${name} n’est pas un scénario lisible`, en: `${name} is no flow that can be read` }),
  );
}

function rendered(cli: Cli, changes: readonly Change[], title: string): string {
  if (changes.length === 0) {
    return `${cli.say({ fr: 'Rien ne change dans ce que fait le scénario.', en: 'Nothing changes in what the flow does.' })}\n`;
  }
  return `${styleOf(cli).bold(title)}\n\n${changeLines(cli, changes).join('\n')}\n`;
}
