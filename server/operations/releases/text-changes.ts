import { diff } from 'node:util';
import type { MessageText } from '../../../schemas/index.ts';

/** What differs in one text of a message: its lines that are gone and that are new. */
export interface TextChange {
  readonly message: string;
  readonly channel: string;
  readonly language: string;
  readonly what: 'added' | 'removed' | 'changed';
  readonly lines: readonly { readonly sign: '+' | '-'; readonly text: string }[];
}

/** Compares the texts of two releases, in the order of their names. */
export function textChanges(
  before: readonly MessageText[],
  after: readonly MessageText[],
): readonly TextChange[] {
  const old = new Map(before.map((text) => [nameOf(text), text]));
  const now = new Map(after.map((text) => [nameOf(text), text]));
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  return names.flatMap((name) => {
    const [one, other] = [old.get(name), now.get(name)];
    const text = other ?? one;
    if (text === undefined) return [];
    const lines = lineChanges(linesOf(one), linesOf(other));
    if (lines.length === 0) return [];
    const what = one === undefined ? 'added' : other === undefined ? 'removed' : 'changed';
    return [{ message: text.message, channel: text.channel, language: text.language, what, lines }];
  });
}

function nameOf({ message, channel, language }: MessageText): string {
  return `${message}/${language}.${channel}`;
}

function linesOf(text: MessageText | undefined): readonly string[] {
  if (text === undefined) return [];
  return [...(text.subject === null ? [] : [`subject: ${text.subject}`]), ...text.body.trimEnd().split('\n')];
}

function lineChanges(before: readonly string[], after: readonly string[]): TextChange['lines'] {
  return diff(after, before).flatMap(([operation, text]) => {
    if (operation === 0) return [];
    return [{ sign: operation === 1 ? '+' : '-', text } as const];
  });
}
