import type { Problem } from '../../schemas/index.ts';
import type { Wording } from './wording.ts';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** 64 MB: about half a million lines, twenty times the largest aged balance known to us. */
export const largestFile = 64 * 1024 * 1024;

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly problem: Problem };

/** First bytes of files that people take for a CSV, and what they are. */
const signatures: readonly (readonly [string, keyof Wording['fileKinds']])[] = [
  ['%PDF', 'pdf'],
  ['PK\x03\x04', 'workbook'],
  ['\xD0\xCF\x11\xE0', 'oldWorkbook'],
  ['\x1F\x8B', 'archive'],
  ['\x89PNG', 'image'],
  ['\xFF\xD8\xFF', 'image'],
  ['{\\rtf', 'richText'],
  ['<', 'markup'],
];

function kindOf(bytes: Uint8Array): keyof Wording['fileKinds'] | undefined {
  const plain = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const head = String.fromCharCode(...plain.subarray(0, 64)).trimStart();
  return signatures.find(([start]) => head.startsWith(start))?.[1];
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/**
 * Turns the bytes of a file into text, or says what the file is instead.
 *
 * A byte order mark decides; then bytes that are valid UTF-8 are UTF-8, and all others Windows-1252,
 * which is what accounting programs write. Never throws; problems are `file-empty`, `file-too-large`
 * and `file-binary`.
 */
export function decode(bytes: Uint8Array, say: Wording): Decoded {
  if (bytes.length > largestFile)
    return refuse('file-too-large', say.fileTooLarge(largestFile / 1024 / 1024));
  const kind = kindOf(bytes);
  if (kind !== undefined) return refuse('file-binary', say.fileBinary(say.fileKinds[kind]));
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0) return refuse('file-binary', say.fileNul(nul + 1));
  if (text.trim() === '') return refuse('file-empty', say.fileEmpty);
  return { ok: true, text, encoding };
}

function refuse(code: string, message: string): Decoded {
  return { ok: false, problem: { code, message } };
}
