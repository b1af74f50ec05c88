import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface SmtpServer {
  readonly port: number;
  stop(): void;
}

/** Starts the tests' SMTP server, which takes every message, in a process of its own. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const script = fileURLToPath(new URL('../../test/smtp/server.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { port } = JSON.parse(line);
    return { port, stop: () => child.kill('SIGKILL') };
  }
  throw new Error('the SMTP server ended before it listened');
}
