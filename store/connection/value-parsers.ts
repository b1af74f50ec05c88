/**
 * How column values become JavaScript values, the same for PGlite and PostgreSQL: `bigint` is a
 * number, `date` stays `YYYY-MM-DD`.
 */
const int8 = 20;
const int8Array = 1016;
const date = 1082;
const dateArray = 1182;

export const valueParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [int8]: parseInt8,
  [int8Array]: (text) => parseArray(text, parseInt8),
  [date]: (text) => text,
  [dateArray]: (text) => parseArray(text, (item) => item),
};

/** @throws RangeError above 2^53, where a number would round. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit into a number`);
  return value;
}

/** Arrays of numbers and dates hold neither quotes nor nested braces. */
function parseArray<T>(text: string, parse: (item: string) => T): readonly (T | null)[] {
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(',').map((item) => (item === 'NULL' ? null : parse(item)));
}
