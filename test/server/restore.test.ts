/** What a restore takes, refuses and leaves alone. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type RestoreOptions, restoreBackup } from '../../server/backup/restore-backup.ts';
import { writeBackup } from '../../server/backup/write-backup.ts';
import { importBalance, openMemoryStore } from '../../store/index.ts';
import { openJournal } from '../../workers/journal/index.ts';
import { compta, invoice } from '../store/ledger-rows.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'palier-restore-'));

/** A backup of one invoice, and the options that restore it to a new folder. */
async function backUp(journalPath = join(newFolder(), 'sends.jsonl')): Promise<RestoreOptions> {
  const file = join(newFolder(), 'a.backup');
  const store = await openMemoryStore();
  await importBalance(store.db, [invoice('F1', 10_000)], compta);
  await writeBackup(file, store.db, journalPath);
  await store.close();
  const location = { dataDir: newFolder() };
  return {
    ...{ file, location, journalPath: join(location.dataDir, 'journal/sends.jsonl'), otherJournals: [] },
    ...{ replace: false, withoutJournal: true },
  };
}

it('without a journal takes what left while the backup was written from the journal in it', async () => {
  const journalPath = join(newFolder(), 'sends.jsonl');
  const journal = await openJournal(journalPath);
  const line = { delivery: '7', requests: ['1-1/first/1'], abouts: ['f1'], channel: 'email' };
  await journal.append({ ...line, messageId: '<7@x>', at: 1, phase: 'sending' });
  await journal.close();

  const restored = await restoreBackup(await backUp(journalPath));

  expect(restored).toMatchObject({ waiting: 1, journalFromBackup: true });
}, 60_000);
