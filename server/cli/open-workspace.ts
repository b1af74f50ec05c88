import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  exampleWorkspace,
  findWorkspace,
  type LoadedWorkspace,
  type LoadOptions,
  loadWorkspace,
  settingsFile,
} from '../workspace/index.ts';
import { Failure } from './failure.ts';
import type { Cli, GlobalOptions } from './io.ts';

/**
 * The folder that a command works on: the one that is named, the nearest above `near`, or the
 * example.
 */
export async function workspaceFolder(
  cli: Cli,
  { workspace }: GlobalOptions,
  near = cli.cwd,
): Promise<string> {
  if (workspace === undefined) return (await findWorkspace(near)) ?? exampleWorkspace();
  const folder = resolve(cli.cwd, workspace);
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true) {
    const message = {
      fr: `${workspace} n’est pas un dossier ; donnez celui qui contient ${settingsFile}`,
      en: `${workspace} is no folder; name the one that holds ${settingsFile}`,
    };
    throw new Failure(cli.say(message));
  }
  return folder;
}

export async function openWorkspace(
  cli: Cli,
  options: GlobalOptions,
  load: LoadOptions & { readonly near?: string } = {},
): Promise<LoadedWorkspace> {
  return loadWorkspace(await workspaceFolder(cli, options, load.near), load);
}
