import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPGlite } from '../../store/connection/pglite.ts';
import { pgliteStore } from '../../store/connection/store.ts';
import { openStore, readSetting, writeSetting } from '../../store/index.ts';
import { act } from './ledger-rows.ts';

const holder = fileURLToPath(new URL('./hold-folder.ts', import.meta.url));

describe('openStore on a folder', () => {
  let dataDir = '';
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'palier-store-'));
    const store = await openStore({ dataDir });
    await writeSetting(store.db, 'greeting', ['é', { deep: 1 }], act);
    await store.close();
  }, 60_000);
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('finds what was written before', async () => {
    const store = await openStore({ dataDir });

    expect(await readSetting(store.db, 'greeting')).toEqual(['é', { deep: 1 }]);
    expect(await readSetting(store.db, 'unknown')).toBeUndefined();

    await store.close();
  });

  it('refuses a second opening and names the process', async () => {
    const store = await openStore({ dataDir });

    await expect(openStore({ dataDir })).rejects.toMatchObject({
      code: 'store-locked',
      ids: { processId: process.pid },
    });
    const other = await promisify(execFile)(process.execPath, [holder, dataDir]).catch(
      (error: Error) => error,
    );
    expect(String(other)).toContain(`is open in process ${process.pid}`);

    await store.close();
  }, 30_000);

  it('names a folder that cannot be written, and why', async () => {
    const file = join(dataDir, 'a file');
    writeFileSync(file, '');

    await expect(openStore({ dataDir: join(file, 'data') })).rejects.toMatchObject({
      code: 'store-not-writable',
      ids: { folder: join(file, 'data'), reason: 'ENOTDIR' },
    });
  });

  it('takes the folder over from a process that was killed', async () => {
    const child = spawn(process.execPath, [holder, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await expect(openStore({ dataDir })).rejects.toMatchObject({ ids: { processId: child.pid } });
    child.kill('SIGKILL');
    await once(child, 'exit');

    const store = await openStore({ dataDir });

    expect(await readSetting(store.db, 'held')).toBe(true);
    await store.close();
  }, 30_000);

  it('does not take a recycled process id for the holder', async () => {
    const lock = join(dataDir, 'palier.lock');
    const store = await openStore({ dataDir });
    const mine = JSON.parse(readFileSync(lock, 'utf8'));
    await store.close();
    writeFileSync(lock, JSON.stringify({ ...mine, token: 'dead', started: 'another boot/1' }));

    const again = await openStore({ dataDir });

    await again.close();
    expect(existsSync(lock)).toBe(false);
  });

  it('takes a lock that a power cut has emptied for nobody’s', async () => {
    const lock = join(dataDir, 'palier.lock');
    writeFileSync(lock, '');
    const { ino } = statSync(lock);
    writeFileSync(`${lock}.after-torn-${ino}`, '');

    const store = await openStore({ dataDir });

    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'store-locked' });
    await store.close();
    expect(existsSync(lock)).toBe(false);
  });

  it('says of files that a power cut has emptied that they are damaged, and leaves them as they are', async () => {
    const place = mkdtempSync(join(tmpdir(), 'palier-store-'));
    cpSync(dataDir, place, { recursive: true });
    writeFileSync(join(place, 'postgres/PG_VERSION'), '');

    await expect(openStore({ dataDir: place })).rejects.toMatchObject({ code: 'store-damaged' });
    expect(existsSync(join(place, 'palier.lock'))).toBe(false);
    expect(existsSync(join(place, 'postgres/base'))).toBe(true);
  });

  it('lets no transaction wait on a database that has ended', async () => {
    const pglite = await openPGlite({});
    const store = pgliteStore(pglite, () => {});
    await readSetting(store.db, 'none').catch(() => {});
    const ended = new Error('the log of writes is full');
    pglite.execProtocolStream = () => Promise.reject(ended);

    const work = store.db.transaction().execute((tx) => tx.selectFrom('setting').selectAll().execute());

    await expect(work).rejects.toThrow('the log of writes is full');
  });
});
