import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the process that holds a data folder listens, and the word that opens its door. */
const Address = z.object({
  pid: z.int().positive(),
  port: z.int().min(1).max(65_535),
  token: z.string().min(32),
});
export type Address = Readonly<z.infer<typeof Address>>;

function pathOf(dataFolder: string): string {
  return join(dataFolder, 'server.json');
}

/** Writes the address so that only the same user reads it. */
export function writeAddress(dataFolder: string, address: Address): void {
  const path = pathOf(dataFolder);
  const draft = `${path}.${address.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(address, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

/**
 * Takes the address away, unless another process has written its own. On a disk that has become read-only it
 * stays: nobody listens there any more.
 */
export function removeAddress(dataFolder: string, pid: number): void {
  if (readAny(dataFolder)?.pid !== pid) return;
  try {
    rmSync(pathOf(dataFolder), { force: true });
  } catch {
    // Whoever reads it finds out.
  }
}

/** The address of a process that lives; null where none does. */
export function readAddress(dataFolder: string): Address | null {
  const address = readAny(dataFolder);
  return address !== null && lives(address.pid) ? address : null;
}

function readAny(dataFolder: string): Address | null {
  try {
    return Address.parse(JSON.parse(readFileSync(pathOf(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
