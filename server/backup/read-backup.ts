/** Reads a backup, from its first line each time: once to prove that it is whole, once to take it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { BackupHead, LoadedRows } from '../../store/index.ts';
import { parseJournalLine } from '../../workers/journal/index.ts';
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

/** The line after which those of the journal come. */
export const journalMark = JSON.stringify({ journal: true });

/** Rows that are inserted at once, and characters of them. */
const rowsAtOnce = 1_000;
const charactersAtOnce = 4_000_000;

export interface ProvenBackup {
  readonly head: BackupHead;
  readonly rows: number;
  readonly journalLines: number;
  /** Message-ID of the last message in the journal's lines; null where there is none. */
  readonly lastMessage: string | null;
}

/** @throws Refusal where it is no backup, is not whole, or was changed since it was written. */
export async function proveBackup(file: string): Promise<ProvenBackup> {
  const hash = createHash('sha256');
  let [head, last]: [BackupHead | null, string | null] = [null, null];
  let [isJournal, lastMessage]: [boolean, string | null] = [false, null];
  try {
    for await (const line of linesOf(file)) {
      head ??= Head.parse(JSON.parse(line));
      if (last !== null) hash.update(`${last}\n`);
      last = line;
      if (isJournal && line.startsWith('[')) lastMessage = messageOf(line) ?? lastMessage;
      isJournal ||= line === journalMark;
    }
    const tail = Tail.parse(JSON.parse(last ?? 'null'));
    if (head !== null && tail.digest === hash.digest('hex')) return { head, lastMessage, ...tail };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') {
      throw new Refusal('not-found', {
        fr: `il n’y a pas de fichier ${file}`,
        en: `there is no file ${file}`,
      });
    }
    if (code === 'EACCES' || code === 'EPERM') {
      throw new Refusal('conflict', {
        fr: `${file} ne peut pas être lu : une sauvegarde n’est lisible que par qui l’a faite`,
        en: `${file} cannot be read: a backup is readable only by whoever made it`,
      });
    }
    if (head === null) {
      throw new Refusal('conflict', {
        fr: `${file} n’est pas une sauvegarde de Palier, ou son début est abîmé ; rien n’a été changé`,
        en: `${file} is no backup of Palier, or its beginning is damaged; nothing was changed`,
      });
    }
  }
  throw new Refusal('conflict', {
    fr: `${file} est incomplet ou abîmé : son empreinte ne correspond pas ; rien n’a été changé`,
    en: `${file} is incomplete or damaged: its digest does not fit; nothing was changed`,
  });
}

/** The Message-ID of a line of the journal; null where it has none. */
function messageOf(line: string): string | null {
  const [text] = z.tuple([z.string()]).parse(JSON.parse(line));
  return parseJournalLine(text)?.messageId ?? null;
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

/** Characters that are unpacked at once. */
const unpackedAtOnce = 1 << 18;

/** What of a damaged file can be unpacked, then its error. */
async function* linesOf(file: string): AsyncIterable<string> {
  const input = createGunzip({ chunkSize: unpackedAtOnce });
  // Whoever reads hears of an error; one that comes after he has stopped reading must not end the process.
  input.on('error', () => {});
  pipeline(createReadStream(file), input, () => {});
  let rest: string[] = [];
  for await (const chunk of input.setEncoding('utf8')) {
    const [first = '', ...lines] = String(chunk).split('\n');
    rest.push(first);
    for (const line of lines) {
      yield rest.join('');
      rest = [line];
    }
  }
  const last = rest.join('');
  if (last !== '') yield last;
}

/** True of a file that begins as a backup does, of whatever version. */
export async function beginsAsBackup(file: string): Promise<boolean> {
  try {
    for await (const line of linesOf(file))
      return Head.pick({ palier: true }).safeParse(JSON.parse(line)).success;
  } catch {}
  return false;
}
