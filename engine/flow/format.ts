/**
 * The one way to write a flow, so that a change of one thing is a change of one line in git:
 *
 * - steps keep the author's order, keys have a fixed one, keys of tags are sorted
 * - the document and each step have one key a line; any other object of scalars and lists of scalars,
 *   and any list of scalars, sits on one line if that line has at most 100 characters
 * - two spaces, LF, a final newline; what is a default anyway is left out
 *
 * Writing what was read from a text written here gives the same bytes.
 */
import type { Flow } from '../../schemas/index.ts';
import { normaliseFlow } from './normalise.ts';

const widest = 100;

/** Keys in the order in which they are written; one list serves every object of a flow. */
export const keyOrder: readonly string[] = [
  ...[
    '$schema',
    'id',
    'kind',
    'name',
    'note',
    'currency',
    'entry',
    'policies',
    'interrupts',
    'start',
    'steps',
  ],
  ...[
    'window',
    'slot',
    'cap',
    'atMost',
    'per',
    'minimumGap',
    'floor',
    'grouping',
    'formalAlone',
    'freshness',
  ],
  ...['lateStart', 'deferAtMost', 'promiseAtMost', 'visits', 'spread'],
  ...['disputed', 'promised', 'grace', 'broken', 'jump', 'tags', 'insolvent'],
  ...['from', 'step', 'days', 'count', 'at', 'atLeast'],
  ...['fact', 'operator', 'value', 'all', 'any', 'not'],
  ...[
    'since',
    'until',
    'to',
    'cc',
    'who',
    'message',
    'script',
    'question',
    'url',
    'tone',
    'attach',
    'assign',
  ],
  ...['weight', 'on', 'outcome', 'tag', 'untag', 'stage', 'owner', 'despite', 'when', 'cases', 'variants'],
  ...['outcomes', 'else', 'unknown', 'within', 'approved', 'refused', 'timeout', 'next'],
  ...['bounced', 'unreachable'],
];

const rank = new Map(keyOrder.map((key, index) => [key, index]));

/** Writes a flow in its canonical form, see the rules above. */
export function formatFlow(flow: Flow): string {
  return `${write(normaliseFlow(flow), 0, 0, true)}\n`;
}

function write(value: unknown, indent: number, prefix: number, tall: boolean): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!tall) {
    const line = onOneLine(value);
    // One more for the comma that may follow.
    if (line !== null && indent + prefix + line.length + 1 <= widest) return line;
  }
  return Array.isArray(value) ? writeList(value, indent, false) : writeObject(value, indent);
}

function writeObject(value: object, indent: number): string {
  const inner = indent + 2;
  const members = sortedEntries(value).map(([key, member]) => {
    const start = `${JSON.stringify(key)}: `;
    const isSteps = indent === 0 && key === 'steps' && Array.isArray(member);
    const text = isSteps ? writeList(member, inner, true) : write(member, inner, start.length, false);
    return `${' '.repeat(inner)}${start}${text}`;
  });
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${' '.repeat(indent)}}`;
}

function writeList(value: readonly unknown[], indent: number, tall: boolean): string {
  const inner = indent + 2;
  const items = value.map((item) => `${' '.repeat(inner)}${write(item, inner, 0, tall)}`);
  return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${' '.repeat(indent)}]`;
}

/** The value on one line, or null where it holds more than that. */
function onOneLine(value: object): string | null {
  if (Array.isArray(value)) return value.every(isScalar) ? `[${value.map(scalar).join(', ')}]` : null;
  const texts = sortedEntries(value).map(([key, member]) => {
    const text = isScalar(member) ? scalar(member) : Array.isArray(member) ? onOneLine(member) : null;
    return text === null ? null : `${JSON.stringify(key)}: ${text}`;
  });
  if (texts.includes(null)) return null;
  return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`;
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function scalar(value: unknown): string {
  return JSON.stringify(value);
}

function sortedEntries(value: object): readonly (readonly [string, unknown])[] {
  const last = keyOrder.length;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (rank.get(a) ?? last) - (rank.get(b) ?? last) || (a < b ? -1 : 1));
}
