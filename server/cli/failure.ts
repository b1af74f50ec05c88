import type { ExitCode } from './io.ts';

/** Ends a command with one sentence for the user. Never shows a stack trace. */
export class Failure extends Error {
  readonly exit: ExitCode;

  /**
   * @param exit 2 where the command was not written as it should be, 3 where it was refused or failed.
   */
  constructor(message: string, exit: ExitCode = 3) {
    super(message);
    this.name = 'Failure';
    this.exit = exit;
  }
}
