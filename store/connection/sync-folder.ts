import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Forces a folder with all that is in it to disk: PGlite itself forces nothing, and a power cut would leave
 * empty files under their final names. Windows forces files only, through a handle that may write.
 */
export function syncFolder(folder: string): void {
  const isWindows = process.platform === 'win32';
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) syncOne(join(entry.parentPath, entry.name), isWindows ? 'r+' : 'r');
    else if (entry.isDirectory() && !isWindows) syncOne(join(entry.parentPath, entry.name), 'r');
  }
  if (isWindows) return;
  syncOne(folder, 'r');
  syncOne(dirname(folder), 'r');
}

function syncOne(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
