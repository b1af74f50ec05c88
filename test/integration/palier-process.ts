import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../server/main.ts');

/** A started Palier: what it said so far, and how it ends. */
export interface Palier {
  readonly child: ChildProcess;
  readonly url: string;
  said(): string;
  /** Resolves once the output holds the text. */
  says(text: string): Promise<void>;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Asks it to stop and gives the exit code. */
  stop(signal?: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export interface PalierOptions {
  readonly data: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, SMTP_URL: _smtp, PALIER_DATA: _data, ...rest } = process.env;
  // Sentences in one line, whatever paths they name.
  return { ...rest, PALIER_USER: 'tester', COLUMNS: '1000', ...extra };
}

/** Starts Palier on a free port and waits until it says that it is ready. */
export async function startPalier({ data, args = [], env }: PalierOptions): Promise<Palier> {
  const child = spawn(process.execPath, [main, 'start', '--language', 'en', '--data', data, ...args], {
    env: environment(env),
  });
  let output = '';
  const waiting = new Set<() => void>();
  const take = (piece: Buffer) => {
    output += piece.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!output.includes(text)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      void ended.then((code) => reject(new Error(`ended with ${code} before it said "${text}":\n${output}`)));
    });
  await says('Ready');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
  return {
    child,
    url,
    said: () => output,
    ended,
    says,
    stop(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
}

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs one command to its end. */
export function palier(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const child = spawn(process.execPath, [main, '--language', 'en', ...args], { env: environment(env) });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString();
  });
  child.stderr.on('data', (piece: Buffer) => {
    err += piece.toString();
  });
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve({ code, out, err }));
  });
}
