/** A backup keeps every row of every table to the letter, whichever of both databases it came from or goes to. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { restoreBackup } from '../../server/backup/restore-backup.ts';
import { writeBackup } from '../../server/backup/write-backup.ts';
import {
  type Db,
  importBalance,
  importPayments,
  openStore,
  reversePayment,
  type StoreLocation,
  verifyStore,
  writeSetting,
} from '../../store/index.ts';
import { createDatabase } from '../store/fresh-database.ts';
import { act, compta, invoice, payment } from '../store/ledger-rows.ts';
import { describeStores } from '../store/stores.ts';

async function contents(db: Db): Promise<Readonly<Record<string, unknown>>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema()
      and tablename not like 'kysely_%' order by 1`.execute(db);
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(name)} t order by 1`.execute(db);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

async function fill(db: Db): Promise<void> {
  await importBalance(
    db,
    [invoice('F1', 10_000), invoice('F2', 5, { customerName: 'Œuvre "é"\n\\N' })],
    compta,
  );
  await importPayments(db, [payment('P1', 10_000)], { ...compta, source: 'bank' });
  await reversePayment(db, '3', act).catch(() => {});
  await writeSetting(db, 'nothing', null, act);
  await writeSetting(db, 'text', 'null', act);
}

const server = process.env.TEST_DATABASE_URL;

async function targets(): Promise<readonly { location: StoreLocation; drop: () => Promise<void> }[]> {
  const folder = { location: { dataDir: mkdtempSync(join(tmpdir(), 'palier-to-')) }, drop: async () => {} };
  if (server === undefined) return [folder];
  const database = await createDatabase(server);
  await database.store.close();
  return [folder, { location: { url: database.url }, drop: () => database.drop() }];
}

describeStores('a backup', (store) => {
  it('brings back every row, and the next ids', async () => {
    const { db } = store();
    await fill(db);
    const before = await contents(db);
    const folder = mkdtempSync(join(tmpdir(), 'palier-backup-'));
    const file = join(folder, 'a.backup');
    const journalPath = join(folder, 'sends.jsonl');
    await writeBackup(file, db, journalPath);

    for (const { location, drop } of await targets()) {
      const options = { file, location, journalPath, otherJournals: [], withoutJournal: true };
      await restoreBackup({ ...options, replace: true });
      const restored = await openStore(location);
      const after = await contents(restored.db);
      const broken = (await verifyStore(restored.db)).filter(({ count }) => count > 0);
      await importBalance(restored.db, [invoice('F3', 1)], { ...compta, source: 'next' });
      await restored.close();

      expect(after).toEqual(before);
      expect(broken).toEqual([]);
      await drop();
    }
    expect(existsSync(journalPath)).toBe(false);
  }, 120_000);
});
