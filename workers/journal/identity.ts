/**
 * Who writes a journal: a name in the first line of each of its files, so that name and lines cannot be
 * lost apart. A delivery bears the name of the journal that its sender writes: where that journal has no
 * line of it, it was never handed over.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { lockFolder, StoreError } from '../../store/index.ts';

export const newIdentity = (): string => randomUUID();

export function identityLine(journal: string): string {
  return `${JSON.stringify({ journal })}\n`;
}

/** The name that a file begins with; null where it has none, or is not there. */
export async function readIdentity(path: string): Promise<string | null> {
  const input = createReadStream(path);
  try {
    for await (const text of createInterface({ input, crlfDelay: Infinity })) return parseIdentity(text);
  } catch {
    // Not there yet.
  } finally {
    input.destroy();
  }
  return null;
}

function parseIdentity(text: string): string | null {
  try {
    const line: unknown = JSON.parse(text);
    const isNamed = typeof line === 'object' && line !== null && 'journal' in line;
    return isNamed && typeof line.journal === 'string' ? line.journal : null;
  } catch {
    return null;
  }
}

/** Takes a journal's folder for this process alone; null where another one that lives has it. */
export function takeFolder(folder: string): (() => void) | null {
  try {
    return lockFolder(folder);
  } catch (error) {
    if (error instanceof StoreError && error.code === 'store-locked') return null;
    throw error;
  }
}
