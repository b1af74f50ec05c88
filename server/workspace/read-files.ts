import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceProblem } from './workspace-problem.ts';

/** A text file of the workspace. */
export interface TextFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface Reading {
  readonly files: readonly TextFile[];
  readonly problems: readonly WorkspaceProblem[];
}

/** Reads a file as UTF-8; a file in another encoding, or one that cannot be read, is a problem. */
export async function readText(folder: string, path: string): Promise<TextFile | WorkspaceProblem> {
  try {
    const bytes = await readFile(join(folder, path));
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      const message = 'The file is not UTF-8; save it in this encoding.';
      return { file: path, code: 'not-utf-8', message, line: 1, severity: 'error' };
    }
    const missing = code === 'ENOENT';
    const message = missing ? 'There is no such file.' : `The file cannot be read (${code ?? 'unknown'}).`;
    return { file: path, code: missing ? 'no-file' : 'unreadable', message, severity: 'error' };
  }
}

/** Reads the files under one folder of the workspace whose name fits, in the order of their paths. */
export async function readUnder(
  folder: string,
  under: string,
  fits: (path: string) => boolean,
): Promise<Reading> {
  const entries = await readdir(join(folder, under), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    .filter(fits)
    .sort();
  const read = await Promise.all(paths.map((path) => readText(folder, path)));
  return {
    files: read.filter((one): one is TextFile => 'text' in one),
    problems: read.filter((one): one is WorkspaceProblem => 'code' in one),
  };
}
