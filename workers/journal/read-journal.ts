import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { rotatedFiles } from './rotated-files.ts';

export type SendPhase = 'sending' | 'sent' | 'failed' | 'uncertain';

export interface JournalLine {
  /** Real instant, epoch milliseconds. */
  readonly at: number;
  readonly delivery: string;
  /** `run/step/visit` of what it answers; empty in lines that only follow another. */
  readonly requests: readonly string[];
  /** With each request, its invoice by a digest that any store of the same ledger gives it. */
  readonly abouts?: readonly string[];
  readonly channel?: string;
  readonly phase: SendPhase;
  readonly messageId: string | null;
}

/**
 * Reads the journal from its first line, rotated files included. A line that is torn (the machine
 * stopped while it was written) is passed over: its message had not been given to a provider yet.
 */
export async function* readJournal(path: string): AsyncIterable<JournalLine> {
  const files = [...(await rotatedFiles(path)).map((file) => file.path), path];
  for (const file of files) {
    const exists = await stat(file).then(
      () => true,
      () => false,
    );
    if (!exists) continue;
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      const line = parseJournalLine(text);
      if (line !== null) yield line;
    }
  }
}

/** Null where it is torn. */
export function parseJournalLine(text: string): JournalLine | null {
  try {
    const line: unknown = JSON.parse(text);
    return isJournalLine(line) ? line : null;
  } catch {
    return null;
  }
}

function isJournalLine(line: unknown): line is JournalLine {
  return (
    typeof line === 'object' &&
    line !== null &&
    'delivery' in line &&
    typeof line.delivery === 'string' &&
    'phase' in line &&
    'at' in line &&
    'requests' in line &&
    Array.isArray(line.requests)
  );
}
