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
  for (const file of await filesOf(path)) yield* readLast(file, Number.POSITIVE_INFINITY);
}

/** The files of a journal, oldest first. */
async function filesOf(path: string): Promise<readonly string[]> {
  return [...(await rotatedFiles(path)).map((file) => file.path), path];
}

/** By Message-ID, the last thing that a journal says of a message. */
export type Phases = ReadonlyMap<string, SendPhase>;

export async function readPhases(path: string): Promise<Phases> {
  const phases = new Map<string, SendPhase>();
  for await (const { messageId, phase } of readJournal(path)) {
    if (messageId !== null) phases.set(messageId, phase);
  }
  return phases;
}

/** Reads the last lines: about so many bytes of the newest file that has any. */
export async function readJournalEnd(path: string, bytes = 1_000_000): Promise<readonly JournalLine[]> {
  for (const file of (await filesOf(path)).toReversed()) {
    const lines: JournalLine[] = [];
    for await (const line of readLast(file, bytes)) lines.push(line);
    if (lines.length > 0) return lines;
  }
  return [];
}

/** The lines in the last bytes of a file; none where it is not there. A line that begins before them is torn. */
async function* readLast(file: string, bytes: number): AsyncIterable<JournalLine> {
  const found = await stat(file).catch(() => null);
  if (found === null) return;
  const input = createReadStream(file, { start: Math.max(0, found.size - bytes) });
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    const line = parseJournalLine(text);
    if (line !== null) yield line;
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
