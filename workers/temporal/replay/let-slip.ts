import { isReadable, isRecord } from './readable-history.ts';
import type { RecordedRun } from './recorded-run.ts';

export interface Private {
  readonly texts: readonly string[];
  readonly amounts: readonly number[];
}

/** Numbers below are counters and ids as often as sums of money. */
const leastAmount = 1_000;
/** Shorter texts and numbers stand in every history by chance. */
const shortest = 3;

/**
 * The places in a recorded run where something private stands, which the redaction should have taken
 * away. What the flow itself says is no secret of a customer's.
 *
 * @param said Texts of the flow.
 */
export function letSlip(
  run: RecordedRun,
  { texts, amounts }: Private,
  said: readonly unknown[],
): readonly string[] {
  const own = JSON.stringify(said).toLowerCase();
  const wanted = texts
    .map((text) => text.trim().toLowerCase())
    .filter((text) => text.length >= shortest && !/^\d{1,3}$/.test(text) && !own.includes(text));
  const patterns = wanted.map(wholeWord);
  const sums = new Set(amounts.filter((amount) => amount >= leastAmount));
  return leaves({ events: run.events, turns: run.turns }, '', false)
    .filter(({ value, inPayload }) =>
      typeof value === 'number'
        ? inPayload && sums.has(value)
        : patterns.some((pattern) => pattern.test(value)),
    )
    .map(({ path }) => path);
}

function wholeWord(text: string): RegExp {
  const literal = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'iu');
}

interface Leaf {
  readonly path: string;
  readonly value: string | number;
  readonly inPayload: boolean;
}

/** Every text, key and number; outside payloads numbers are Temporal's. */
function leaves(value: unknown, path: string, inPayload: boolean): readonly Leaf[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, value, inPayload }];
  if (Array.isArray(value))
    return value.flatMap((inner, index) => leaves(inner, `${path}[${index}]`, inPayload));
  if (!isRecord(value)) return [];
  const within = inPayload || isReadable(value) || path === '.turns';
  return Object.entries(value).flatMap(([key, inner]) => [
    { path: `${path}.${key}`, value: key, inPayload: within },
    ...leaves(inner, `${path}.${key}`, within),
  ]);
}
