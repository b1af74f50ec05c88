/** What goes wrong between Palier and Temporal. It loads nothing of Temporal: whoever says it in words may be without. */
export type TemporalErrorCode =
  /** Nobody answers at the address, or the connection cannot be encrypted as asked. */
  | 'temporal-unreachable'
  /** The server does not accept who calls, or does not let it do this. */
  | 'temporal-refused'
  | 'temporal-namespace-missing'
  /** Another installation's runs live there. */
  | 'temporal-namespace-taken'
  /** `attributes` names what has to be registered. */
  | 'temporal-attributes-missing'
  /** A payload names a key that is not among the settings. */
  | 'temporal-key-missing'
  /** A payload was changed on its way, or encrypted with another key of the same id. */
  | 'temporal-payload-damaged'
  /** Anything else that the server answered. */
  | 'temporal-failed';

export class TemporalError extends Error {
  readonly code: TemporalErrorCode;
  /** Address, namespace, key: never a secret. */
  readonly ids: Readonly<Record<string, string>>;

  constructor(
    code: TemporalErrorCode,
    message: string,
    ids: Readonly<Record<string, string>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TemporalError';
    this.code = code;
    this.ids = ids;
  }
}
