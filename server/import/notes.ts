import type { Wording } from './wording.ts';

export type NoteKind = keyof Wording['notes'];

/** Remarks gathered while lines are read: each kind once, with the lines that it is about. */
export interface Notes {
  add(kind: NoteKind, line: number, detail?: string): void;
  /** One sentence a kind. */
  sentences(): readonly string[];
}

const shown = 5;

export function gatherNotes(say: Wording): Notes {
  const found = new Map<NoteKind, { lines: number[]; details: Set<string>; count: number }>();
  return {
    add(kind, line, detail) {
      const note = found.get(kind) ?? { lines: [], details: new Set<string>(), count: 0 };
      found.set(kind, note);
      if (note.lines.at(-1) === line) return;
      note.count += 1;
      if (note.lines.length < shown) note.lines.push(line);
      if (detail !== undefined && note.details.size < shown) note.details.add(detail.slice(0, 60));
    },
    sentences() {
      return [...found].map(([kind, { lines, details, count }]) => {
        const list = `${lines.join(', ')}${count > lines.length ? '…' : ''}`;
        return say.notes[kind](count, list, [...details].join(', '));
      });
    },
  };
}
