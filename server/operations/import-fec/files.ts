import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FecFile } from '../../../store/index.ts';
import {
  type FecReading,
  type FecSummary,
  fecWordings,
  readFec,
  readFecName,
} from '../../import/fec/index.ts';
import { Refusal } from '../refusal.ts';

/** Two gigabytes: about ten million lines; what unpacks to more is no ledger. */
const mostBytes = 2_000_000_000;

export interface ReadingContext {
  readonly language: 'fr' | 'en';
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Hears how many lines have been read so far, and refused. */
  readonly onRead: (lines: number, refused: number) => void;
}

/** Files as they came over the wire, as exports to be read once; what each held is put into `summaries`. */
export function filesOf(
  files: readonly { readonly name: string; readonly content: string }[],
  { language, today, onRead }: ReadingContext,
  summaries: FecSummary[],
): readonly FecFile[] {
  const say = fecWordings[language];
  return files.map(({ name, content }, place) => {
    const reading = readFec(unpack(content, name), { file: shown(name), language, today });
    return {
      company: readFecName(name)?.siren ?? null,
      lines: telling(reading, () => {
        const { lines, refused } = countOf([...summaries, reading.summary()]);
        onRead(lines, refused);
      }),
      span() {
        const summary = reading.summary();
        const {
          problem,
          from,
          to,
          writtenOn,
          totals,
          refusedCount: holes,
          refusedElsewhere: unread,
        } = summary;
        if (problem !== null) throw said(problem.message);
        if (from === null || to === null || writtenOn === null)
          throw said(say.noDay(shown(name), summary.refused[0]));
        const other = summaries.findIndex((one) => (one.from ?? '') <= to && (one.to ?? '') >= from);
        if (other >= 0)
          throw said(say.overlap(shown(files[other]?.name ?? ''), shown(files[place]?.name ?? '')));
        summaries.push(summary);
        return { from, to, writtenOn, totals, holes, unread };
      },
    };
  });
}

async function* telling({ lines }: FecReading, tell: () => void): FecFile['lines'] {
  for await (const batch of lines) {
    yield batch;
    tell();
  }
}

/** Lines that were read in all, and refused ones. */
export function countOf(summaries: readonly FecSummary[]) {
  const sum = (of: (one: FecSummary) => number) => summaries.reduce((total, one) => total + of(one), 0);
  return { lines: sum((one) => one.lines), refused: sum((one) => one.refusedCount + one.refusedElsewhere) };
}

function shown(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? name).slice(0, 200);
}

function said(message: string): Refusal {
  return new Refusal('not-acceptable', { fr: message, en: message });
}

async function* unpack(content: string, name: string): AsyncGenerator<Uint8Array> {
  const packed = Buffer.from(content, 'base64');
  let bytes = 0;
  const unpacked = Readable.from([packed]).pipe(createGunzip());
  try {
    for await (const chunk of unpacked as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge(name);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw notPacked(name);
    throw error;
  } finally {
    unpacked.destroy();
  }
}

function tooLarge(name: string): Refusal {
  return new Refusal('not-acceptable', {
    fr: `${shown(name)} dépasse ${mostBytes / 1e9} Go`,
    en: `${shown(name)} is larger than ${mostBytes / 1e9} GB`,
  });
}

function notPacked(name: string): Refusal {
  return new Refusal('not-acceptable', {
    fr: `le contenu de ${shown(name)} n’est pas compressé par gzip`,
    en: `the content of ${shown(name)} is not compressed by gzip`,
  });
}
