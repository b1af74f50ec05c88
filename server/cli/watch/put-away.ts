import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { type DroppedFile, doneFolder, refusedFolder } from './folder.ts';

export interface Away {
  /** Where the file lies now. */
  readonly path: string;
  readonly report: string;
}

/**
 * Moves a file to `done` or `refused`, with its report beside it; one of the same name that lies there
 * keeps its name. The report is written first: a file that has moved has one.
 */
export async function putAway(
  root: string,
  { path, name, folder }: Pick<DroppedFile, 'path' | 'name' | 'folder'>,
  fate: 'done' | 'refused',
  report: string,
): Promise<Away> {
  const target = join(root, fate === 'done' ? doneFolder : refusedFolder, folder ?? '');
  await mkdir(target, { recursive: true });
  const to = freeName(target, name);
  const beside = `${to}.report.txt`;
  await writeFile(beside, report);
  await rename(path, to);
  return { path: to, report: beside };
}

function freeName(folder: string, name: string): string {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${ext}`);
    if (!existsSync(path)) return path;
  }
}

/** Makes the folders, and says by failing that nothing could be moved there. */
export async function makeFolders(root: string): Promise<void> {
  await mkdir(join(root, doneFolder), { recursive: true });
  await mkdir(join(root, refusedFolder), { recursive: true });
  const probe = join(root, '.palier-watch');
  await writeFile(probe, '');
  await rm(probe);
}

/**
 * The mark of a file that is being taken: whoever finds it was killed in between, and asks whether it
 * was taken before taking it again.
 */
export const mark = {
  pathOf: ({ path }: Pick<DroppedFile, 'path'>) => join(dirname(path), `.${parse(path).base}.taking`),
  isThere: (file: Pick<DroppedFile, 'path'>) => existsSync(mark.pathOf(file)),
  set: (file: Pick<DroppedFile, 'path'>) => writeFile(mark.pathOf(file), ''),
  take: (file: Pick<DroppedFile, 'path'>) => rm(mark.pathOf(file), { force: true }),
};

/** Takes away the marks whose file has been moved. */
export async function clearMarks(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const file = /^\.(.+)\.taking$/.exec(name)?.[1];
    if (file !== undefined && !existsSync(join(folder, file))) await rm(join(folder, name), { force: true });
  }
}
