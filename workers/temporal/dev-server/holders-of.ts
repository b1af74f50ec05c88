import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The ids of the processes that have a file open, as far as this user may see them; none where the
 * system does not tell. The dev server does not lock its data: two of them would lose each other's work.
 */
export function holdersOf(path: string): readonly number[] {
  try {
    const file = realpathSync(path);
    if (process.platform === 'darwin') return holdersByLsof(file);
    return numbers(readdirSync('/proc')).filter((pid) => hasOpen(pid, file));
  } catch {
    return [];
  }
}

function hasOpen(pid: number, file: string): boolean {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).some((descriptor) => isLink(join(folder, descriptor), file));
  } catch {
    // Another user's process, or one that has just ended.
    return false;
  }
}

function isLink(path: string, target: string): boolean {
  try {
    return readlinkSync(path) === target;
  } catch {
    return false;
  }
}

function holdersByLsof(file: string): readonly number[] {
  return numbers(execFileSync('lsof', ['-t', file], { encoding: 'utf8' }).split('\n'));
}

function numbers(names: readonly string[]): readonly number[] {
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}
