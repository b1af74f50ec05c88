/**
 * A server's process: a child of ours, or one that an earlier start left. The latter is known by id
 * and start, so that a recycled id is never taken for it; nothing that is not provably ours is ever
 * sent a signal.
 */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, startOf } from '../../../store/index.ts';

export interface ServerProcess {
  readonly pid: number;
  isRunning(): boolean;
  signal(name: NodeJS.Signals): void;
  /** Resolves once it is gone; keeps no process alive that waits for nothing else. */
  readonly gone: Promise<Ending>;
}

/** How it ended, as far as that can be known of a process that is no child of ours. */
export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
}

export function ofChild(child: ChildProcess & { readonly pid: number }): ServerProcess {
  return {
    pid: child.pid,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    signal: (name) => {
      child.kill(name);
    },
    gone: new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        resolve({ code, signal });
      });
    }),
  };
}

/**
 * The process of a record; null when it runs no more, or the system does not tell when a process
 * began, so that nothing can be proved.
 */
export function ofRecord(pid: number, started: string | null): ServerProcess | null {
  const isRunning = () => started !== null && isAlive(pid) && startOf(pid) === started && !isZombie(pid);
  if (!isRunning()) return null;
  return {
    pid,
    isRunning,
    signal: (name) => {
      if (isRunning()) process.kill(pid, name);
    },
    get gone() {
      return untilGone(isRunning);
    },
  };
}

/** Asks it to end and, when it does not within the patience (in milliseconds), kills it. */
export async function endProcess(server: ServerProcess, patience: number): Promise<void> {
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    if (server.isRunning()) server.signal(name);
    for (let waited = 0; server.isRunning() && waited < patience; waited += 50) await pause(50);
  }
}

async function untilGone(isRunning: () => boolean): Promise<Ending> {
  while (isRunning()) await pause(500, undefined, { ref: false });
  return { code: null, signal: null };
}

/** One that ended and whose parent has not asked for its exit code: it does nothing any more. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2) === 'Z';
  } catch {
    return false;
  }
}
