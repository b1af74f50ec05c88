/** Rows in batches of at most `size`: statements stay small, and the event loop turns between them. */
export function* batches<T>(rows: readonly T[], size = 1000): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
