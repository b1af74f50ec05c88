/**
 * One text for each JSON value: keys sorted by code unit, no spaces, numbers as ECMAScript writes them,
 * keys without a value left out, half surrogate pairs escaped. Two values are equal when their texts are.
 *
 * @param value Plain JSON; `undefined` counts as absent in an object and as null in a list.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
