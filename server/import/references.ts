import { createHash } from 'node:crypto';

/**
 * Makes references for lines that have none of their own: from what the line says and how often it
 * has been said before in this file. So the same file twice gives the same references, and two equal
 * payments of one day stay two.
 */
export function referenceMaker(): (prefix: string, content: readonly unknown[]) => string {
  const seen = new Map<string, number>();
  return (prefix, content) => {
    const digest = digestOf(content);
    const times = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, times);
    return `${prefix}-${digest}-${times}`;
  };
}

/** Sixteen hexadecimal digits that stand for a content. */
export function digestOf(content: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}
