/** What a store function throws when it cannot do what was asked. */
export type StoreErrorCode =
  /** Another process has the data folder open; `processId` names it. */
  | 'store-locked'
  /** The data folder cannot be written; `folder`, and `reason` as the system's code. */
  | 'store-not-writable'
  /** The data folder could not be made. */
  | 'store-not-created'
  /** The embedded database in `data` does not open: its files are not whole, as after a power cut. */
  | 'store-damaged'
  /** A restore was cut off: there is no whole store until it is run again. */
  | 'store-cut-off'
  /** Others have connections open on the database; `sessions` says how many, `host` from where. */
  | 'store-in-use'
  /** A newer version of the program has written it; `migration` is the first that is not known here. */
  | 'store-newer'
  /** The embedded database has ended in the middle of a write, as on a full disk: it must be opened anew. */
  | 'store-broken'
  /** No row has that id. */
  | 'not-found'
  /** The values make no sense together; the message says what would be accepted. */
  | 'not-acceptable'
  /** Someone else changed it first. */
  | 'conflict';

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly ids: Readonly<Record<string, string | number>>;

  constructor(
    code: StoreErrorCode,
    message: string,
    ids: Readonly<Record<string, string | number>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
    this.ids = ids;
  }
}
