/** Longest text that an event may hold; ours are ids and names. A state keeps some of them. */
const longest = 1_000;
/** The last instant of the year 9999: later ones cannot be written as a date. */
const latest = 253_402_300_799_999;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longest;

export const isTextOrAbsent = (value: unknown): value is string | undefined =>
  value === undefined || (typeof value === 'string' && value.length <= longest);

/** Epoch milliseconds. */
export const isInstant = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= latest;
