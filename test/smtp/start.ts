import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AcceptedMessage, Behaviour } from './behaviour.ts';
import { acceptedIn } from './read-accepted.ts';

export interface SmtpOptions {
  readonly mode?: Behaviour;
  /** A fixed port; a free one where absent. */
  readonly port?: number;
  /** Asks for this user and password. */
  readonly auth?: { readonly user: string; readonly pass: string };
  /** Where accepted messages are written; a temporary file, removed at `stop`, where absent. */
  readonly log?: string;
}

export interface SmtpServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly pid: number;
  readonly log: string;
  /** The messages that the server took over so far, in order. */
  accepted(): Promise<readonly AcceptedMessage[]>;
  setMode(mode: Behaviour): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the SMTP server of `server.ts` in its own process and waits until it listens. */
export async function startSmtp(options: SmtpOptions = {}): Promise<SmtpServer> {
  const folder = await mkdtemp(join(tmpdir(), 'palier-smtp-'));
  const log = options.log ?? join(folder, 'accepted.jsonl');
  const args = ['--port', String(options.port ?? 0), '--mode', options.mode ?? 'accept', '--log', log];
  if (options.auth !== undefined) args.push('--auth', `${options.auth.user}:${options.auth.pass}`);
  const script = fileURLToPath(new URL('./server.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { port, control } = await readPorts(child);

  return {
    host: '127.0.0.1',
    port,
    pid: child.pid ?? 0,
    log,
    accepted: acceptedIn(log),
    async setMode(mode) {
      const response = await fetch(`http://127.0.0.1:${control}/mode`, { method: 'POST', body: mode });
      if (!response.ok) throw new Error(`the SMTP server refused the mode ${mode}`);
    },
    async stop() {
      const ended = new Promise<void>((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else child.once('exit', () => resolve());
      });
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readPorts(child: ChildProcess): Promise<{ readonly port: number; readonly control: number }> {
  if (child.stdout === null) throw new Error('the SMTP server has no output');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error('the SMTP server ended before it listened');
}
