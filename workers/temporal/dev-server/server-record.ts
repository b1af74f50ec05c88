/**
 * The file that says which server runs on a folder's data. It is written as soon as the process is
 * there and outlives a killed Palier, so that the next start finds the server again.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const serverRecord = z.object({
  pid: z.number().int().positive(),
  started: z.string().nullable(),
  host: z.string(),
  port: z.number(),
  uiPort: z.number().nullable(),
  /** What it was started with; a server with other settings does not serve. */
  settings: z.string(),
});

export type ServerRecord = Readonly<z.infer<typeof serverRecord>>;

const pathOf = (folder: string) => join(folder, 'server.json');

/** The folder's record; null where there is none, or one of another machine, whose ids mean nothing here. */
export function readRecord(folder: string): ServerRecord | null {
  try {
    const record = serverRecord.parse(JSON.parse(readFileSync(pathOf(folder), 'utf8')));
    return record.host === hostname() ? record : null;
  } catch {
    return null;
  }
}

export function writeRecord(folder: string, record: Omit<ServerRecord, 'host'>): void {
  const written = `${pathOf(folder)}.new`;
  writeFileSync(written, JSON.stringify({ ...record, host: hostname() }), { mode: 0o600 });
  renameSync(written, pathOf(folder));
}

export function removeRecord(folder: string): void {
  rmSync(pathOf(folder), { force: true });
}
