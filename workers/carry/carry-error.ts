export type CarryErrorCode =
  | 'stale-turn'
  | 'unknown-run'
  /** The database may lack what was committed last: nothing is booked before that is known. */
  | 'server-changed'
  /** Another driver has taken the run: no turn of this one counts any more. */
  | 'moved-away'
  | 'unknown-invoice'
  | 'unknown-release'
  /** It is in the store, and this program cannot make it ready to run. */
  | 'unusable-release';

/** A turn that cannot be carried; `retryable` where another try may find things as they should be. */
export class CarryError extends Error {
  readonly code: CarryErrorCode;
  readonly retryable: boolean;
  constructor(code: CarryErrorCode, message: string, retryable: boolean) {
    super(message);
    this.name = 'CarryError';
    this.code = code;
    this.retryable = retryable;
  }
}
