/**
 * An expected fault, returned and never thrown.
 *
 * `code` is stable and documented; `path` is a JSON pointer into the thing at fault; `line` is its
 * 1-based line where the thing is a text; `message` says what would be right.
 */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
  readonly severity?: 'error' | 'warning';
}
