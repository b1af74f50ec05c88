import type { Language } from '../../engine/flow/index.ts';

/** What the command line reads from and writes to: handed in, so that tests run it in their process. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly isTty: boolean;
  /** Width of the terminal in characters. */
  readonly columns: number;
}

/** See `exit-codes.ts` for what each means to a script. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** What a command gets: the outside world, the language of the user, and how to end. */
export interface Cli extends Io {
  readonly language: Language;
  /** Sets the code with which the process ends; the command goes on. */
  exit(code: ExitCode): void;
  /** The text of the user's language. */
  say(words: { readonly fr: string; readonly en: string }): string;
}

/** Options that every command knows. */
export interface GlobalOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}
