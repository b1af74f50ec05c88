import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Flow, Step } from '../../schemas/index.ts';
import { canonicalJson } from './canonical.ts';
import { normaliseFlow } from './normalise.ts';

/** SHA-256 of a JSON value's canonical text: `sha256:` and 64 hexadecimal digits. Key order is no part of it. */
export function digestOf(json: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(json))))}`;
}

/**
 * Digest of what a flow means and shows. The order of its steps, `$schema`, notes, the layout and values
 * that are defaults anyway are no part of it; names are.
 */
export function hashFlow(flow: Flow): string {
  const { $schema: _schema, note: _note, steps, ...rest } = normaliseFlow(flow);
  return digestOf({ ...rest, steps: steps.map(withoutNote).sort((a, b) => (a.id < b.id ? -1 : 1)) });
}

function withoutNote(step: Step): Omit<Step, 'note'> {
  const { note: _, ...rest } = step;
  return rest;
}
