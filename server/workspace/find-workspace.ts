import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file that makes a folder a workspace. */
export const settingsFile = 'palier.json';

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The nearest folder, from one upwards, that holds a `palier.json`; null where there is none. */
export async function findWorkspace(from: string): Promise<string | null> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (await isFile(join(folder, settingsFile))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/**
 * The example workspace that Palier is shipped with: beside `server` in the sources, one folder further
 * up in what is built.
 */
export async function exampleWorkspace(): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, '../../examples'), join(here, '../../../examples')];
  for (const place of places) if (await isFile(join(place, settingsFile))) return resolve(place);
  throw new Error(`the examples are missing; they belong in ${places[0]}`);
}
