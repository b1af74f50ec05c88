import { type LineTree, lineTree } from './line-tree.ts';
import { pointerOf } from './pointer.ts';

interface Frame {
  /** Exactly one of the two is there. */
  readonly list: unknown[] | null;
  readonly members: Record<string, unknown> | null;
  readonly tree: LineTree;
  /** False in an object until its first key is read. */
  named: boolean;
  key: string;
  keyLine: number;
  /** True while the value of a refused key is read and thrown away. */
  refused: boolean;
}

/** The value under construction, with the lines of its parts and a stack of what is still open. */
export class ValueStack {
  readonly #frames: Frame[] = [];
  value: unknown;
  lines: LineTree | undefined;

  get depth(): number {
    return this.#frames.length;
  }

  /** What is open innermost: the closing bracket that fits, the line it began on, and its current key. */
  get open(): { readonly closing: '}' | ']'; readonly line: number; readonly key: string } | undefined {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return undefined;
    return { closing: frame.list === null ? '}' : ']', line: frame.tree.line, key: frame.key };
  }

  /** JSON pointer of the place that is being read; of the object itself before its first key. */
  get pointer(): string {
    const innermost = this.#frames.length - 1;
    const parts = this.#frames.map(({ list, key }, depth) => {
      if (list === null) return key;
      return depth === innermost ? list.length : list.length - 1;
    });
    return pointerOf(this.#frames.at(-1)?.named === false ? parts.slice(0, -1) : parts);
  }

  /** Begins a list or an object. */
  push(opening: '{' | '[', line: number): void {
    const list: unknown[] | null = opening === '[' ? [] : null;
    const members: Record<string, unknown> | null = opening === '{' ? {} : null;
    const tree = this.put(list ?? members, line);
    this.#frames.push({ list, members, tree, named: list !== null, key: '', keyLine: line, refused: false });
  }

  pop(): void {
    this.#frames.pop();
  }

  /** Names the member that follows; gives the line of an earlier one with the same key. */
  name(key: string, line: number, refused: boolean): number | undefined {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return undefined;
    frame.named = true;
    frame.key = key;
    frame.keyLine = line;
    frame.refused = refused;
    return frame.tree.children.get(key)?.line;
  }

  /** Puts a value in its place; a member's line is that of its key. */
  put(value: unknown, line: number): LineTree {
    const frame = this.#frames.at(-1);
    const tree = lineTree(frame?.members === null || frame === undefined ? line : frame.keyLine);
    if (frame === undefined) {
      this.value = value;
      this.lines = tree;
    } else if (frame.list !== null) {
      frame.tree.children.set(String(frame.list.length), tree);
      frame.list.push(value);
    } else if (frame.members !== null && !frame.refused) {
      frame.tree.children.set(frame.key, tree);
      frame.members[frame.key] = value;
    }
    return tree;
  }
}
