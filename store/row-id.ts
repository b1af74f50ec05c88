/** Highest id that a number holds without rounding. */
const highest = Number.MAX_SAFE_INTEGER;
/** No row has this id. */
const none = -1;

/**
 * A row's id given from outside, as the number that an index finds it by. A text that is no id becomes
 * one that no row has: whoever asks for it finds nothing.
 */
export function rowId(text: string): number {
  const id = /^[1-9][0-9]{0,15}$/.test(text) ? Number(text) : none;
  return id <= highest ? id : none;
}
