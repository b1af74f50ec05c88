import { join, resolve } from 'node:path';
import type { Settings } from '../settings.ts';

export interface DataFolderOptions {
  /** `--data`. */
  readonly asked: string | undefined;
  readonly settings: Pick<Settings, 'data'>;
  readonly cwd: string;
  readonly workspace: string;
  /** True for the workspace that Palier is shipped with: an installed package is no place for data. */
  readonly isExample: boolean;
}

/** The folder of store, journal and address: `--data`, `PALIER_DATA`, or `.palier` in the workspace. */
export function dataFolderOf({ asked, settings, cwd, workspace, isExample }: DataFolderOptions): string {
  const named = asked ?? settings.data;
  if (named != null) return resolve(cwd, named);
  return join(isExample ? cwd : workspace, '.palier');
}
