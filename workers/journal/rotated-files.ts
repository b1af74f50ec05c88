import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface RotatedFile {
  readonly path: string;
  readonly number: number;
}

/** The files that a journal has put aside, oldest first. */
export async function rotatedFiles(path: string): Promise<readonly RotatedFile[]> {
  const prefix = `${basename(path)}.`;
  const names = await readdir(dirname(path));
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => ({ path: join(dirname(path), name), number: Number(name.slice(prefix.length)) }))
    .sort((a, b) => a.number - b.number);
}
