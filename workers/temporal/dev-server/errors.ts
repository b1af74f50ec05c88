/** What keeps the dev server from being there. */
export type DevServerErrorCode =
  /** Neither PATH nor the cache holds the `temporal` program, and it could not be fetched. */
  | 'cli-not-found'
  /** Another process listens on the port that was asked for; `port` names it. */
  | 'port-taken'
  /** Another process has the server's data open; `folder` and `processId` name them. */
  | 'data-in-use'
  /** The process ended before it answered, or did not answer in time; `log` names its log file. */
  | 'not-started';

export class DevServerError extends Error {
  readonly code: DevServerErrorCode;
  readonly ids: Readonly<Record<string, string | number>>;

  constructor(
    code: DevServerErrorCode,
    message: string,
    ids: Readonly<Record<string, string | number>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DevServerError';
    this.code = code;
    this.ids = ids;
  }
}

/** One sentence of why something failed: the innermost cause says the most (`fetch failed` says nothing). */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== ''
    ? reasonOf(error.cause)
    : error.message.trim();
}
