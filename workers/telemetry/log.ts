/** What a line of the log may say beside its message: ids and codes, nothing that a customer would recognise. */
export interface LogFields {
  readonly run?: string;
  readonly flow?: string;
  readonly release?: string;
  readonly step?: string;
  readonly visit?: number;
  readonly channel?: string;
  readonly delivery?: string;
  readonly import?: string;
  readonly kind?: string;
  readonly code?: string;
  readonly fate?: string;
  readonly status?: string;
  readonly outcome?: string;
  readonly count?: number;
  readonly seconds?: number;
  readonly port?: number;
  readonly driver?: string;
  readonly store?: string;
  readonly error?: ErrorTrail;
}

/** Lines for programs. The message is a constant: what varies stands in the fields. */
export interface Log {
  error(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  debug(fields: LogFields, message: string): void;
}

const nothing = () => {};

export const silentLog: Log = { error: nothing, warn: nothing, info: nothing, debug: nothing };

/** What can be said of an error to people outside: not its message, which may quote a row. */
export interface ErrorTrail {
  readonly name: string;
  /** SQLSTATE, or the code of a system call. */
  readonly code?: string;
  /** Where it was thrown, innermost first. */
  readonly at: readonly string[];
}

const deepest = 8;

/** Where an error comes from, without its message. */
export function trailOf(error: unknown): ErrorTrail {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const at = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    // A message may have several lines: only those of the stack itself count.
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
    .slice(0, deepest);
  return { name: error.name, ...code, at };
}
