import { basename, dirname, relative, resolve } from 'node:path';
import { closestName } from '../../engine/rules/index.ts';
import type { Flow } from '../../schemas/index.ts';
import {
  isFault,
  type LoadedFlow,
  type LoadedWorkspace,
  problemsOfFlow,
  readFlow,
  readText,
  type WorkspaceProblem,
} from '../workspace/index.ts';
import { Failure } from './failure.ts';
import type { Cli, GlobalOptions } from './io.ts';
import { openWorkspace } from './open-workspace.ts';
import { renderProblems } from './print/problems.ts';

export interface FoundFlow {
  readonly loaded: LoadedWorkspace;
  readonly flow: Flow;
}

interface Candidate {
  readonly loaded: LoadedWorkspace;
  readonly found: LoadedFlow;
  readonly problems: readonly WorkspaceProblem[];
}

/**
 * Finds a flow by its id in the workspace or by its file, wherever that lies.
 *
 * @throws Failure where there is none, or where it or what it uses has errors; they are shown.
 */
export async function findFlow(cli: Cli, name: string, options: GlobalOptions): Promise<FoundFlow> {
  const { loaded, found, problems } = await (/\.json$/.test(name) ? byFile : byId)(cli, name, options);
  const errors = problems.filter(isFault);
  if (errors.length > 0 || found.flow === undefined) {
    cli.err(renderProblems(errors, { ...cli, folder: loaded.folder }));
    throw new Failure(
      cli.say({ fr: `le scénario « ${name} » a des erreurs`, en: `the flow "${name}" has errors` }),
    );
  }
  return { loaded, flow: found.flow };
}

async function byId(cli: Cli, name: string, options: GlobalOptions): Promise<Candidate> {
  const loaded = await openWorkspace(cli, options);
  const found = loaded.flows.find(({ id }) => id === name);
  if (found !== undefined) return { loaded, found, problems: problemsOfFlow(loaded, found) };
  const ids = loaded.flows.map(({ id }) => id);
  const near = closestName(name, ids);
  const list = ids.join(', ');
  const hint =
    near === null
      ? { fr: '', en: '' }
      : { fr: ` Vouliez-vous dire « ${near} » ?`, en: ` Did you mean "${near}"?` };
  throw new Failure(
    cli.say({
      fr: `il n’y a pas de scénario « ${name} ».${hint.fr} Scénarios de ce dossier : ${list}`,
      en: `there is no flow "${name}".${hint.en} Flows of this workspace: ${list}`,
    }),
  );
}

async function byFile(cli: Cli, name: string, options: GlobalOptions): Promise<Candidate> {
  const path = resolve(cli.cwd, name);
  const loaded = await openWorkspace(cli, options, { near: dirname(path) });
  const inside = relative(loaded.folder, path).replaceAll('\\', '/');
  const own = loaded.flows.find((flow) => flow.path === inside);
  if (own !== undefined) return { loaded, found: own, problems: problemsOfFlow(loaded, own) };
  const read = await readText(dirname(path), basename(path));
  if ('code' in read) throw new Failure(`${name}: ${read.message}`);
  const { loaded: found, problems } = readFlow({ path: inside, text: read.text }, loaded.context);
  return { loaded, found, problems: [...problems, ...problemsOfFlow(loaded, found)] };
}
