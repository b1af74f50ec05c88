type Keyed = Readonly<Record<string, unknown>>;

/** True for a record without entries, without making a list of its keys. */
export function isEmpty(record: Keyed): boolean {
  for (const _key in record) return false;
  return true;
}

/** True where the record has an entry of its own under this key. */
export function has(record: Keyed, key: string): boolean {
  return !isEmpty(record) && Object.hasOwn(record, key);
}
