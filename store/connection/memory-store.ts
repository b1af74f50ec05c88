/**
 * A store in memory, for tests. Making a database takes two seconds, loading a finished one a
 * quarter: the first one made is kept in a temporary file, named after the migrations.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../migrations/index.ts';
import { openPGlite } from './pglite.ts';
import { pgliteStore, type Store } from './store.ts';

export async function openMemoryStore(): Promise<Store> {
  const snapshot = join(tmpdir(), `palier-memory-${digestOfMigrations()}.tar`);
  if (!existsSync(snapshot)) await makeSnapshot(snapshot);
  const loadDataDir = new Blob([readFileSync(snapshot)]);
  const pglite = await openPGlite({ loadDataDir });
  return pgliteStore(pglite, () => {});
}

async function makeSnapshot(path: string): Promise<void> {
  const pglite = await openPGlite({});
  const store = pgliteStore(pglite, () => {});
  await migrate(store.db);
  await store.maintain();
  const dump = await pglite.dumpDataDir('none');
  await store.close();
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
  renameSync(draft, path);
}

function digestOfMigrations(): string {
  const folder = fileURLToPath(new URL('../migrations/', import.meta.url));
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
