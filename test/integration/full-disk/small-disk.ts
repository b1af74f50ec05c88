import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own in memory, which can be filled or made read-only. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all but so many bytes. */
  fill(left: number): void;
  /** Gives them back. */
  makeRoom(): void;
  /** Nobody may have a file on it open for writing. */
  setReadOnly(isReadOnly: boolean): void;
  unmount(): void;
}

/** Null where this system lets nobody mount one: on others than Linux, or without the right to. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'palier-small-'));
  try {
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filling = join(folder, 'filling');
  return {
    folder,
    fill(left) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filling, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    makeRoom: () => rmSync(filling, { force: true }),
    setReadOnly(isReadOnly) {
      execFileSync('/usr/bin/mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder]);
    },
    unmount() {
      execFileSync('/usr/bin/umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
