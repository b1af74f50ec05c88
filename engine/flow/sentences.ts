import { closestName } from '../rules/index.ts';

/** Longer words are compared with none: the time grows with the product of the lengths. */
const longestWord = 100;

/** A value as a message quotes it: at most 40 characters of its JSON. */
export function excerpt(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  const characters = Array.from(text.slice(0, 80));
  return characters.length <= 40 && text.length <= 80 ? text : `${characters.slice(0, 40).join('')}…`;
}

/** Words in quotation marks, the last after "or". */
export function alternatives(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** ` Did you mean "x"?` with the nearest of the known words; empty where none is near. */
export function suggestion(word: string, known: readonly string[]): string {
  if (word.length > longestWord) return '';
  const near = closestName(
    word,
    known.filter(({ length }) => length <= longestWord),
  );
  return near === null ? '' : ` Did you mean ${excerpt(near)}?`;
}
