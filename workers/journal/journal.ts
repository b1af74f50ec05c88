/**
 * The send journal: what was about to leave and what became of it, outside the database, on disk
 * before the provider is called. After a restore of an old backup it knows what the store does not.
 *
 * One JSON line an event, only ever appended. Lines that come together share one fsync. A file that
 * reached `maxBytes` is renamed to `<path>.<n>`, oldest 1, and a new one begun; none is deleted.
 */
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalLine } from './read-journal.ts';
import { rotatedFiles } from './rotated-files.ts';

export interface Journal {
  /** Resolves when the line is on disk; rejects where it may not be. */
  append(line: JournalLine): Promise<void>;
  /** Waits for lines under way, then closes the file. */
  close(): Promise<void>;
}

interface Waiting {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export async function openJournal(
  path: string,
  options: { readonly maxBytes?: number } = {},
): Promise<Journal> {
  const maxBytes = options.maxBytes ?? 64_000_000;
  await mkdir(dirname(path), { recursive: true });
  let file = await openForAppend(path);
  let waiting: Waiting[] = [];
  let working: Promise<void> | null = null;
  let closed = false;
  /** True after a failed write, which may have left half a line: the next one begins a new line. */
  let torn = false;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (file.size >= maxBytes) file = await rotate(path, file.handle);
        const bytes = Buffer.from((torn ? '\n' : '') + batch.map(({ text }) => text).join(''));
        torn = true;
        await file.handle.appendFile(bytes);
        await file.handle.datasync();
        torn = false;
        file = { handle: file.handle, size: file.size + bytes.length };
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    working = null;
  };

  return {
    append(line) {
      if (closed) return Promise.reject(new Error(`the send journal ${path} is closed`));
      const done = new Promise<void>((resolve, reject) => {
        waiting.push({ text: `${JSON.stringify(line)}\n`, resolve, reject });
      });
      working ??= Promise.resolve().then(flush);
      return done;
    },
    async close() {
      closed = true;
      await working;
      await file.handle.close();
    },
  };
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly size: number;
}

/** Opens the file; a torn last line is ended, so that the next one stands alone. */
async function openForAppend(path: string): Promise<OpenFile> {
  const handle = await open(path, 'a+');
  const { size } = await handle.stat();
  if (size === 0) {
    await syncFolder(path);
    return { handle, size };
  }
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  if (last.toString() === '\n') return { handle, size };
  await handle.appendFile('\n');
  return { handle, size: size + 1 };
}

async function rotate(path: string, handle: FileHandle): Promise<OpenFile> {
  await handle.close();
  const old = await rotatedFiles(path);
  const last = old.at(-1)?.number ?? 0;
  await rename(path, `${path}.${last + 1}`);
  return openForAppend(path);
}

/** A new or renamed file survives a power cut only when its folder is on disk too; Windows opens no folder. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
