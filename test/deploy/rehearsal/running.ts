/** Processes of the rehearsal: started, heard, asked to stop, and how they ended. */
import { spawn } from 'node:child_process';

export interface Start {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export interface Running {
  readonly name: string;
  said(): string;
  /** Resolves with the exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** True while it lives. */
  lives(): boolean;
  /** Asks, waits as long as its grace lasts, and only then kills. */
  stop(grace: number): Promise<number | null>;
}

export function start({ name, command, env, cwd }: Start): Running {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      output += piece.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
    child.once('error', (error) => {
      output += `${error.message}\n`;
      resolve(127);
    });
  });
  const lives = () => child.exitCode === null && child.signalCode === null;
  return {
    name,
    ended,
    lives,
    said: () => output,
    async stop(grace) {
      if (lives()) child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), grace);
      const code = await ended;
      clearTimeout(late);
      return code;
    },
  };
}

/** Runs a program to its end. @throws Error with what it said, where it ends with anything but 0. */
export async function complete(wish: Start): Promise<string> {
  const running = start(wish);
  const code = await running.ended;
  if (code === 0) return running.said();
  throw new Error(`${wish.name}: "${wish.command.join(' ')}" ended with ${code}:\n${running.said()}`);
}

/** Looks again and again, twice a second, until it is so. @throws Error with the last reason why not. */
export async function until(limit: number, look: () => Promise<true | string>): Promise<void> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found === true) return;
    if (Date.now() > end) throw new Error(found);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** `30s`, `2m`. In milliseconds. */
export function milliseconds(text: string): number {
  const [, count = '0', unit = 's'] = /^(\d+)(s|m)$/.exec(text) ?? [];
  return Number(count) * (unit === 'm' ? 60_000 : 1000);
}
