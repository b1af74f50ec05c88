/** Reads a backup, from its first line each time: once to prove that it is whole, once to take it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { BackupHead, LoadedRows } from '../../store/index.ts';
import { Refusal } from '../operations/refusal.ts';

const Name = z.string().regex(/^[a-z_]{1,60}$/);
const Head = z.object({
  palier: z.literal('backup'),
  format: z.literal(1),
  schema: z.array(z.string()).min(1),
  takenAt: z.number(),
  tables: z.array(
    z.object({
      name: Name,
      columns: z.array(z.object({ name: Name, type: z.string().regex(/^[a-z0-9_ ()[\],]{1,60}$/) })).min(1),
    }),
  ),
  ids: z.record(Name, z.number()),
});
const Marker = z.object({ table: Name.optional(), journal: z.literal(true).optional() });
const Tail = z.object({ rows: z.number(), journalLines: z.number(), digest: z.string() });

/** Rows that are inserted at once, and characters of them. */
const rowsAtOnce = 1_000;
const charactersAtOnce = 4_000_000;

export interface ProvenBackup {
  readonly head: BackupHead;
  readonly rows: number;
  readonly journalLines: number;
}

/** @throws Refusal where it is no backup, is not whole, or was changed since it was written. */
export async function proveBackup(file: string): Promise<ProvenBackup> {
  const hash = createHash('sha256');
  let [head, last]: [BackupHead | null, string | null] = [null, null];
  try {
    for await (const line of linesOf(file)) {
      head ??= Head.parse(JSON.parse(line));
      if (last !== null) hash.update(`${last}\n`);
      last = line;
    }
    const tail = Tail.parse(JSON.parse(last ?? 'null'));
    if (head !== null && tail.digest === hash.digest('hex')) return { head, ...tail };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Refusal('not-found', {
        fr: `il n’y a pas de fichier ${file}`,
        en: `there is no file ${file}`,
      });
    }
    if (head === null) {
      throw new Refusal('not-acceptable', {
        fr: `${file} n’est pas une sauvegarde de Palier`,
        en: `${file} is no backup of Palier`,
      });
    }
  }
  throw new Refusal('not-acceptable', {
    fr: `${file} est incomplet ou abîmé : son empreinte ne correspond pas ; rien n’a été changé`,
    en: `${file} is incomplete or damaged: its digest does not fit; nothing was changed`,
  });
}

/** The rows, in batches of one table; the journal's lines go to `onJournal`. */
export async function* rowsOf(file: string, onJournal: (line: string) => void): AsyncIterable<LoadedRows> {
  let [table, isJournal, isFirst]: [string | null, boolean, boolean] = [null, false, true];
  let [lines, characters]: [string[], number] = [[], 0];
  const taken = () => {
    const batch = lines;
    [lines, characters] = [[], 0];
    return batch;
  };
  for await (const line of linesOf(file)) {
    if (line.startsWith('[')) {
      if (isJournal) onJournal(z.tuple([z.string()]).parse(JSON.parse(line))[0]);
      else {
        lines.push(line);
        characters += line.length;
      }
    }
    const isFull = lines.length >= rowsAtOnce || characters >= charactersAtOnce;
    if (table !== null && lines.length > 0 && (isFull || line.startsWith('{'))) {
      yield { table, lines: taken() };
    }
    if (line.startsWith('{') && !isFirst) {
      const marker = Marker.parse(JSON.parse(line));
      table = marker.table ?? null;
      isJournal = marker.journal === true;
    }
    isFirst = false;
  }
}

/** What of a damaged file can be unpacked, then its error. */
function linesOf(file: string): AsyncIterable<string> {
  const input = pipeline(createReadStream(file), createGunzip(), () => {});
  return brokenLines(input);
}

async function* brokenLines(input: NodeJS.ReadableStream): AsyncIterable<string> {
  let failure: Error | null = null;
  input.once('error', (error: Error) => {
    failure = error;
  });
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield line;
  if (failure !== null) throw failure;
}
