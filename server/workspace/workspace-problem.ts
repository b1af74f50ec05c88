import type { Problem } from '../../schemas/index.ts';

/** A problem and the file that it lies in: relative to the workspace, with `/`. */
export interface WorkspaceProblem extends Problem {
  readonly file: string;
}

export function inFile(file: string, problems: readonly Problem[]): readonly WorkspaceProblem[] {
  return problems.map((problem) => ({ ...problem, file }));
}

/** True for what keeps a workspace from being published. */
export function isFault({ severity }: Problem): boolean {
  return severity !== 'warning';
}
