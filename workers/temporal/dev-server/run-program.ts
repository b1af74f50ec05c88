import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds after which the program is killed. */
  readonly timeout: number;
}

const linesOfReason = 5;

/**
 * Runs a program to its end and gives what it printed.
 *
 * @throws Error with the program's last words, when it cannot be run, fails or takes too long.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { env, timeout }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, timeout, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let complained = '';
    child.stdout.on('data', (piece) => {
      printed += piece;
    });
    child.stderr.on('data', (piece) => {
      complained = (complained + piece).slice(-10_000);
    });
    child.once('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT';
      reject(missing ? new Error(`the program ${program} is not installed`) : error);
    });
    child.once('close', (code, signal) => {
      if (code === 0) {
        resolve(printed);
        return;
      }
      const how = signal === null ? `exit code ${code}` : `${signal} (it may take ${timeout / 1000} s)`;
      const words = complained.trim().split('\n').slice(-linesOfReason).join('\n');
      reject(new Error(`${program} ended with ${how}: ${words}`));
    });
  });
}
