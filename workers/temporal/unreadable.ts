/** What stands for a payload that cannot be read. */
export interface Unreadable {
  readonly unreadable: string;
  /** True where a key is missing: somebody else might read it. */
  readonly isEncrypted: boolean;
}

/** Known by its shape: converters are loaded apart from the modules that use them. */
export function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && 'unreadable' in value && 'isEncrypted' in value;
}

/**
 * A value that nothing can go on without.
 *
 * @throws Error which fails a workflow's task, not the run: it is tried again, until somebody has the key.
 */
export function readable<T>(value: T): T {
  if (isUnreadable(value)) throw new Error(`a payload cannot be read: ${value.unreadable}`);
  return value;
}
