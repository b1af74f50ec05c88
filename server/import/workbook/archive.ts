/**
 * A workbook as an archive: its parts by name, inflated as a stream and never as a whole, under bounds
 * that no real export reaches. What a bomb declares is refused before a byte of it is inflated; what
 * it declares falsely is stopped where it exceeds what it declared.
 */
import { type Entry, fromBufferPromise } from 'yauzl';

/** Why an archive is not read. */
export class WorkbookError extends Error {
  readonly fault: WorkbookFault;
  /** What the fault is about: a limit, the sheets that there are. */
  readonly detail: string;

  constructor(fault: WorkbookFault, detail = '') {
    super(`${fault} ${detail}`);
    this.name = 'WorkbookError';
    this.fault = fault;
    this.detail = detail;
  }
}

export type WorkbookFault =
  | 'damaged'
  | 'encrypted'
  | 'tooManyParts'
  | 'tooLarge'
  | 'tooManyCells'
  | 'openDocument'
  | 'binaryWorkbook'
  | 'noWorkbook'
  | 'noSheet';

export const mostParts = 2_000;
/** Bytes of one part once inflated: a sheet of half a million lines has about 300 MB. */
export const largestPart = 512 * 1024 * 1024;

export interface Archive {
  has(name: string): boolean;
  /** The text of a part, piece by piece; nothing where there is no such part. */
  read(name: string): AsyncIterable<string>;
}

/** @throws WorkbookError */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await fromBufferPromise(bytes, {
    lazyEntries: true,
    autoClose: false,
    strictFileNames: false,
  }).catch(() => {
    throw new WorkbookError('damaged');
  });
  if (zip.entryCount > mostParts) throw new WorkbookError('tooManyParts', String(mostParts));
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  } catch {
    throw new WorkbookError('damaged');
  }
  return { has: (name) => entries.has(name.toLowerCase()), read };

  async function* read(name: string): AsyncIterable<string> {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if (entry.isEncrypted()) throw new WorkbookError('encrypted');
    if (entry.uncompressedSize > largestPart)
      throw new WorkbookError('tooLarge', String(largestPart / 1024 / 1024));
    const decoder = new TextDecoder();
    try {
      const stream = await zip.openReadStreamPromise(entry);
      for await (const piece of stream) yield decoder.decode(piece as Buffer, { stream: true });
    } catch {
      throw new WorkbookError('damaged', name);
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  }
}
