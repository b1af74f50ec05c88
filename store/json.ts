/**
 * Text for a JSON column or parameter. Characters that no database text can hold (NUL, half a
 * surrogate pair) are left out or replaced: names come from anywhere.
 */
export function json(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  if (!text.includes('\\u') || !/\\u(0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}

/** A text that a database can hold. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
