/**
 * Reads a JSON text that people edit, with what `JSON.parse` leaves out: the line of every value, keys
 * given twice, all faults at once, and sentences. Strict JSON all the same: no comments, no trailing
 * commas. Memory and time grow with the text's length alone; nesting is bounded, no text overflows the
 * stack, and none throws.
 */
import type { Problem } from '../../schemas/index.ts';
import type { FlowCode } from './codes.ts';
import { DocumentBuilder } from './document-builder.ts';
import { kinds, readTokens } from './tokens.ts';

/** Deepest nesting of lists and objects that is read. */
const deepest = 200;
/** Longest text that is read, in UTF-16 code units: about 5 MB. */
const longest = 5_000_000;

export interface Document {
  /** The value; undefined where the text has none, or a fault that leaves it in doubt. */
  readonly value: unknown;
  /** Each with a line; `path` is the JSON pointer of the place. */
  readonly problems: readonly Problem[];
  /** 1-based line on which the value of a JSON pointer begins; undefined where there is none. */
  readonly lineOf: (pointer: string) => number | undefined;
}

/** Reads a text into a value and the lines of its parts; faults are returned, never thrown. */
export function readDocument(text: string): Document {
  if (text.length > longest) {
    return refusal('too-long', `The text has ${text.length} characters; at most ${longest} are read.`);
  }
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (source.trim() === '') return refusal('empty-document', 'The text is empty; a JSON object is expected.');
  const builder = new DocumentBuilder(deepest);
  for (const token of readTokens(source)) {
    builder.take(token);
    if (builder.gaveUp || token.kind === kinds.end) break;
  }
  return builder.result();
}

function refusal(code: FlowCode, message: string): Document {
  return {
    value: undefined,
    problems: [{ code, message, path: '', line: 1, severity: 'error' }],
    lineOf: (pointer) => (pointer === '' ? 1 : undefined),
  };
}
