import { TextDecoder } from 'node:util';

/** A line of text with its number, from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

const lineFeed = 10;
/** A line beyond this is no line of a ledger. */
const longestLine = 1_000_000;

/**
 * Cuts a stream of bytes into batches of lines, holding one chunk at a time. Each chunk is UTF-8 where
 * its bytes are, else each of its lines is UTF-8 or ISO-8859-15 by itself.
 *
 * @throws LineTooLong where no line ends within a million bytes.
 */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly TextLine[]> {
  const decoders = { utf8: new TextDecoder('utf-8', { fatal: true }), latin: new TextDecoder('iso-8859-15') };
  let rest: Uint8Array = new Uint8Array(0);
  let number = 0;
  const numbered = (bytes: Uint8Array) =>
    decodeLines(bytes, decoders).map((text) => ({ number: ++number, text }));
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(lineFeed);
    if (end < 0) {
      rest = joined(rest, chunk);
      if (rest.length > longestLine) throw new LineTooLong(number + 1);
      continue;
    }
    const lines = numbered(joined(rest, chunk.subarray(0, end)));
    rest = chunk.slice(end + 1);
    yield lines;
  }
  if (rest.length > 0) yield numbered(rest);
}

export class LineTooLong extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`line ${line} does not end`);
    this.line = line;
  }
}

function joined(before: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (before.length === 0) return chunk;
  const both = new Uint8Array(before.length + chunk.length);
  both.set(before);
  both.set(chunk, before.length);
  return both;
}

function decodeLines(
  bytes: Uint8Array,
  { utf8, latin }: { readonly utf8: TextDecoder; readonly latin: TextDecoder },
): string[] {
  try {
    return utf8.decode(bytes).split(/\r?\n/);
  } catch {
    return splitBytes(bytes).map((line) => {
      try {
        return utf8.decode(line).replace(/\r$/, '');
      } catch {
        return latin.decode(line).replace(/\r$/, '');
      }
    });
  }
}

function splitBytes(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
    lines.push(bytes.subarray(from, at));
    from = at + 1;
  }
  lines.push(bytes.subarray(from));
  return lines;
}
