/**
 * Writes a backup: one gzip file of lines. First what it is, then for each table a line that names it and
 * its rows, then the send journal, at last how many rows there were and the digest of all lines before.
 * It is written beside its place under another name, forced to disk, and only then takes its place.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Db, type DumpSink, dumpStore } from '../../store/index.ts';
import { readJournal } from '../../workers/journal/index.ts';
import { Refusal } from '../operations/refusal.ts';
import { beginsAsBackup, journalMark } from './read-backup.ts';

export interface WrittenBackup {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  readonly journalLines: number;
  readonly digest: string;
}

/**
 * @throws the system's own error, `ENOSPC` for a full disk; then nothing is left of it. Refusal where there
 *   is something else than a backup in that place.
 */
export async function writeBackup(file: string, db: Db, journalPath: string): Promise<WrittenBackup> {
  await refuseOtherThings(file);
  const draft = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    const written = await writeDraft(draft, db, journalPath);
    await forceToDisk(draft);
    await rename(draft, file);
    if (process.platform !== 'win32') await forceToDisk(dirname(file));
    return { file, bytes: (await stat(file)).size, ...written };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** An earlier backup may give way; whatever else lies there stays. */
async function refuseOtherThings(file: string): Promise<void> {
  const there = await lstat(file).catch(() => null);
  if (there === null || (there.isFile() && (await beginsAsBackup(file)))) return;
  throw new Refusal('conflict', {
    fr: `${file} existe et n’est pas une sauvegarde de Palier ; rien n’y a été changé : donnez un autre nom`,
    en: `${file} exists and is no backup of Palier; nothing was changed there: give another name`,
  });
}

async function writeDraft(draft: string, db: Db, journalPath: string) {
  const gzip = createGzip({ level: 1 });
  const out = createWriteStream(draft, { flags: 'wx', mode: 0o600 });
  const done = pipeline(gzip, out);
  // Heard where it is awaited; until then a failure must not end the process.
  done.catch(() => {});
  try {
    const counts = await writeLines(gzip, db, journalPath);
    gzip.end();
    await done;
    return counts;
  } catch (error) {
    gzip.destroy();
    throw out.errored ?? error;
  }
}

async function writeLines(gzip: Writable, db: Db, journalPath: string) {
  const hash = createHash('sha256');
  const put = async (text: string) => {
    const bytes = Buffer.from(`${text}\n`);
    hash.update(bytes);
    await write(gzip, bytes);
  };
  let [rows, journalLines, last] = [0, 0, ''];
  const sink: DumpSink = {
    head: (head) => put(JSON.stringify(head)),
    async rows(table, lines) {
      if (table !== last) await put(JSON.stringify({ table }));
      last = table;
      rows += countLines(lines);
      await put(lines);
    },
  };
  await dumpStore(db, sink, Date.now());
  await put(journalMark);
  for await (const line of readJournal(journalPath)) {
    journalLines += 1;
    await put(JSON.stringify([JSON.stringify(line)]));
  }
  const digest = hash.digest('hex');
  await write(gzip, Buffer.from(`${JSON.stringify({ rows, journalLines, digest })}\n`));
  return { rows, journalLines, digest };
}

function countLines(lines: string): number {
  let count = 1;
  for (let at = lines.indexOf('\n'); at !== -1; at = lines.indexOf('\n', at + 1)) count += 1;
  return count;
}

function write(stream: Writable, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error == null ? resolve() : reject(error)));
  });
}

async function forceToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
