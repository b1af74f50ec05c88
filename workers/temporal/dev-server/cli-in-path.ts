import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cliName, usableCli } from './cli.ts';

/** The `temporal` that the user installed. */
export async function cliInPath(env: NodeJS.ProcessEnv): Promise<string> {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const path = join(folder, cliName);
    if (await isExecutable(path)) return usableCli(path, env);
  }
  throw new Error(`no folder of PATH holds ${cliName}`);
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
