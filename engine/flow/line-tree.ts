import { partsOf } from './pointer.ts';

/** The line of a value and of what it holds. A tree, because pointers in full could outgrow the text. */
export interface LineTree {
  readonly line: number;
  readonly children: Map<string, LineTree>;
}

export function lineTree(line: number): LineTree {
  return { line, children: new Map() };
}

/** The line of the value at a JSON pointer; undefined where there is none. */
export function lineAt(tree: LineTree | undefined, pointer: string): number | undefined {
  return partsOf(pointer).reduce<LineTree | undefined>((node, part) => node?.children.get(part), tree)?.line;
}

/** The line of a value or, where it is missing, of the nearest thing around it. */
export function nearestLine(lineOf: (pointer: string) => number | undefined, pointer: string): number {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = lineOf(at);
    if (line !== undefined) return line;
    if (at === '') return 1;
  }
}
