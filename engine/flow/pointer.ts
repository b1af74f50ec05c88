/** Writes keys and places as a JSON pointer (RFC 6901): `['steps', 0, 'a/b']` is `/steps/0/a~1b`. */
export function pointerOf(parts: readonly PropertyKey[]): string {
  return parts.map((part) => `/${escapePointer(String(part))}`).join('');
}

/** Writes a key as one part of a JSON pointer. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The keys and places of a JSON pointer; `''` has none. */
export function partsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
