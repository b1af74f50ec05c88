/**
 * The send journal: what was about to leave and what became of it, outside the database, on disk
 * before the provider is called. After a restore of an old backup it knows what the store does not.
 *
 * One JSON line an event, only ever appended. Lines that come together share one fsync. A file that
 * reached `maxBytes` is renamed to `<path>.<n>`, oldest 1, and a new one begun; none is deleted. A journal
 * that is one process's own begins each file with its name.
 */
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { identityLine, newIdentity, readIdentity, takeFolder } from './identity.ts';
import type { JournalLine } from './read-journal.ts';
import { rotatedFiles } from './rotated-files.ts';

export interface Journal {
  /** Its name while no other process writes it; null where one may. */
  readonly id: string | null;
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

export interface JournalOptions {
  readonly maxBytes?: number;
  /** True for a process that sends: the journal is its own, as long as no other one has it. */
  readonly own?: boolean;
}

export async function openJournal(path: string, options: JournalOptions = {}): Promise<Journal> {
  const maxBytes = options.maxBytes ?? 64_000_000;
  await mkdir(dirname(path), { recursive: true });
  const release = options.own === true ? takeFolder(dirname(path)) : null;
  let name = await readIdentity(path);
  let file = await openForAppend(path);
  if (release !== null && name === null) {
    name = newIdentity();
    file = file.size === 0 ? await begin(file, name) : await rotate(path, file.handle, name);
  }
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
        if (file.size >= maxBytes) file = await rotate(path, file.handle, name);
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
    id: release === null ? null : name,
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
      release?.();
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

/** A name stands before the first line that it answers for. */
async function begin({ handle }: OpenFile, name: string): Promise<OpenFile> {
  const bytes = Buffer.from(identityLine(name));
  await handle.appendFile(bytes);
  await handle.datasync();
  return { handle, size: bytes.length };
}

async function rotate(path: string, handle: FileHandle, name: string | null): Promise<OpenFile> {
  await handle.close();
  const old = await rotatedFiles(path);
  const last = old.at(-1)?.number ?? 0;
  await rename(path, `${path}.${last + 1}`);
  const file = await openForAppend(path);
  return name === null ? file : begin(file, name);
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
