import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
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

/** A file system of its own on a disk that can fail: from then on it is read-only, whatever is open on it. */
export interface FailingDisk {
  readonly folder: string;
  /** What was not yet on it is lost. */
  fail(): void;
  /** Nobody may have a file on it open. */
  repair(): void;
  unmount(): void;
}

/** Null where this system lets nobody mount one. */
export function mountFailingDisk(megabytes: number): FailingDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'palier-small-'));
  const image = `${folder}.image`;
  const ask = (program: string, ...words: readonly string[]) =>
    execFileSync(program, words, { stdio: 'ignore' });
  const mount = () => ask('/usr/bin/mount', '-o', 'loop', image, folder);
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(image, { force: true });
  };
  try {
    writeFileSync(image, '');
    truncateSync(image, megabytes * 1_000_000);
    ask('/usr/sbin/mkfs.ext4', '-q', image);
    mount();
  } catch {
    remove();
    return null;
  }
  return {
    folder,
    fail: () => ask('/usr/bin/mount', '-o', 'remount,abort', folder),
    repair() {
      ask('/usr/bin/umount', folder);
      // It ends with 1 where it found something to repair.
      spawnSync('/usr/sbin/e2fsck', ['-fy', image], { stdio: 'ignore' });
      mount();
    },
    unmount() {
      ask('/usr/bin/umount', folder);
      remove();
    },
  };
}
