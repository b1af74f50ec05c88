import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../../server/main.ts');

export interface Place {
  readonly workspace: string;
  readonly data: string;
  readonly smtp: string;
}

function environment({ smtp }: Place) {
  const { DATABASE_URL: _database, PALIER_DATA: _data, ...env } = process.env;
  return { ...env, SMTP_URL: smtp, LANG: 'en_US.UTF-8' };
}

function base({ workspace, data }: Place): readonly string[] {
  return ['--workspace', workspace, '--data', data];
}

/** The real process, under a trial clock that runs until a date. */
export function startPalier(place: Place, until: string): ChildProcess {
  const args = [main, 'start', ...base(place), '--clock', '365d', '--until', until];
  const child = spawn(process.execPath, args, {
    env: environment(place),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  living.add(child);
  child.once('exit', () => living.delete(child));
  return child;
}

const living = new Set<ChildProcess>();

/** Ends whatever a failed test left behind. */
export function endAll(): void {
  for (const child of living) child.kill('SIGKILL');
}

/** Runs a command to its end and gives what it printed. */
export async function runPalier(place: Place, ...words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [main, ...words, ...base(place)], {
    env: environment(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`palier ${words.join(' ')} ended with ${code}: ${output}`);
  return output;
}

interface Health {
  readonly clock: string;
  readonly due: number;
}

/** What the running process says of itself; null while it does not answer. */
async function health({ data }: Place): Promise<Health | null> {
  try {
    const { port } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8'));
    const response = await fetch(`http://127.0.0.1:${port}/health`);
    return response.ok ? ((await response.json()) as Health) : null;
  } catch {
    return null;
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something holds, or the process has ended by itself. */
export async function waitFor(child: ChildProcess, holds: () => Promise<boolean>): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`palier ended by itself with ${child.exitCode}`);
    if (await holds()) return;
    await pause(15);
  }
}

/** True once the trial's clock stands at its end and nothing is due. */
export async function hasArrived(place: Place, until: string): Promise<boolean> {
  const seen = await health(place);
  return seen !== null && seen.due === 0 && seen.clock.slice(0, 10) >= until;
}

export async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
