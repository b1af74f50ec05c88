/**
 * A folder into which files are dropped, looked at again and again. A file is complete once its size
 * and time have stayed the same between two looks; what is being written under a temporary name is
 * none yet. `done` and `refused` are where files go.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const doneFolder = 'done';
export const refusedFolder = 'refused';

export interface DroppedFile {
  readonly path: string;
  readonly name: string;
  /** The folder in which it lies, where that is not the watched one; its source. */
  readonly folder: string | null;
  readonly size: number;
  readonly changedAt: number;
}

/** Names that programs give to what they are still writing, or keep for themselves. */
const temporary = /^(\.|~|_\$)|(\.(part|partial|filepart|tmp|temp|crdownload|download|swp|lock|bak)|~)$/i;

export function isTemporary(name: string): boolean {
  return temporary.test(name);
}

/** What lies in the folder and in its own folders, the oldest first; empty files are still to come. */
export async function listDropped(root: string): Promise<readonly DroppedFile[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter((one) => one.isDirectory() && !isOurs(one.name)).map(({ name }) => name);
  const lists = await Promise.all([
    filesIn(root, null),
    ...folders.map((folder) => filesIn(join(root, folder), folder)),
  ]);
  return lists
    .flat()
    .sort((a, b) => a.changedAt - b.changedAt || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function isOurs(name: string): boolean {
  return name === doneFolder || name === refusedFolder || isTemporary(name);
}

async function filesIn(path: string, folder: string | null): Promise<readonly DroppedFile[]> {
  const names = (await readdir(path, { withFileTypes: true }).catch(() => []))
    .filter((one) => one.isFile() && !isTemporary(one.name))
    .map(({ name }) => name);
  const files = await Promise.all(
    names.map(async (name) => {
      const file = join(path, name);
      const found = await stat(file).catch(() => null);
      if (found === null || found.size === 0) return [];
      return [{ path: file, name, folder, size: found.size, changedAt: found.mtimeMs }];
    }),
  );
  return files.flat();
}

/** Remembers one look, and gives at the next which files have not changed since. */
export function createLook(): (files: readonly DroppedFile[]) => readonly DroppedFile[] {
  let before = new Map<string, string>();
  return (files) => {
    const now = new Map(files.map((file) => [file.path, stateOf(file)]));
    const settled = files.filter((file) => before.get(file.path) === stateOf(file));
    before = now;
    return settled;
  };
}

export function stateOf({ size, changedAt }: DroppedFile): string {
  return `${size} ${changedAt}`;
}

/**
 * The source of a file: its folder, else the beginning of its name (`sage_2026-11-22.csv`) where a
 * source of that name is known; null lets its kind decide.
 */
export function sourceOf({ folder, name }: DroppedFile, known: readonly string[]): string | null {
  if (folder !== null) return folder;
  const lower = name.toLowerCase();
  const begins = known.filter((source) => {
    const start = source.toLowerCase();
    return lower.startsWith(start) && !/^[\p{L}\p{N}]/u.test(lower.slice(start.length));
  });
  return begins.sort((a, b) => b.length - a.length)[0] ?? null;
}
