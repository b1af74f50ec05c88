import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readAddress } from '../../../server/loopback/index.ts';

const main = join(import.meta.dirname, '../../../server/main.ts');

export interface Place {
  readonly workspace: string;
  readonly data: string;
  readonly smtp: string;
  /** The program; that of the sources where absent. */
  readonly program?: string;
  /** Variables for every process, beside those of this one. */
  readonly env?: Readonly<Record<string, string>>;
}

function environment({ smtp, env = {} }: Place) {
  const { DATABASE_URL: _database, PALIER_DATA: _data, ...own } = process.env;
  return { ...own, SMTP_URL: smtp, LANG: 'en_US.UTF-8', ...env };
}

function base({ workspace, data }: Place): readonly string[] {
  return ['--workspace', workspace, '--data', data];
}

const living = new Set<ChildProcess>();
const said = new WeakMap<ChildProcess, string>();

/** The real process, which goes on until it is ended; what it says of faults is seen. */
export function spawnPalier(place: Place, ...words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [place.program ?? main, ...words, ...base(place)], {
    env: environment(place),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  living.add(child);
  child.once('exit', () => living.delete(child));
  said.set(child, '');
  child.stdout.on('data', (piece: Buffer) => said.set(child, `${said.get(child)}${piece}`));
  return child;
}

/** True once the process has printed the text. */
export async function hasSaid(child: ChildProcess, text: string): Promise<boolean> {
  return said.get(child)?.includes(text) ?? false;
}

/** Under a trial clock that runs until a date. */
export function startPalier(place: Place, until: string): ChildProcess {
  return spawnPalier(place, 'start', '--clock', '365d', '--until', until);
}

/** Ends whatever a failed test left behind. */
export function endAll(): void {
  for (const child of living) child.kill('SIGKILL');
}

/** Asks the running process for an operation, as a command would. */
export async function operate(place: Place, name: string, input: unknown): Promise<unknown> {
  const address = readAddress(place.data);
  if (address === null) throw new Error(`nobody runs whom to ask for ${name}`);
  const { port, token } = address;
  const response = await fetch(`http://127.0.0.1:${port}/operations/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ actor: 'test', language: 'en', input }),
  });
  if (!response.ok) throw new Error(`${name} is answered ${response.status}: ${await response.text()}`);
  return response.json();
}

interface Health {
  readonly clock: string;
  readonly due: number;
}

/** What the running process says of itself; null while it does not answer. */
async function health({ data }: Place): Promise<Health | null> {
  const address = readAddress(data);
  if (address === null) return null;
  try {
    const response = await fetch(`http://127.0.0.1:${address.port}/health`);
    return response.ok ? ((await response.json()) as Health) : null;
  } catch {
    return null;
  }
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something holds, or the process has ended by itself. */
export async function waitFor(child: ChildProcess, holds: () => Promise<boolean>): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`palier ended by itself with ${child.exitCode}`);
    if (await holds()) return;
    await pause(50);
  }
}

/** True once the running process answers. */
export async function answers(place: Place): Promise<boolean> {
  return (await health(place)) !== null;
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
