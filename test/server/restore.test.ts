/** What a restore takes, refuses and leaves alone. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../server/backup/read-backup.ts';
import { type RestoreOptions, restoreBackup } from '../../server/backup/restore-backup.ts';
import { writeBackup } from '../../server/backup/write-backup.ts';
import { refusalOf } from '../../server/loopback/problems.ts';
import {
  importBalance,
  isRestoring,
  listInvoices,
  openEmptyStore,
  openMemoryStore,
  openStore,
} from '../../store/index.ts';
import { openJournal } from '../../workers/journal/index.ts';
import { createDatabase, type FreshDatabase } from '../store/fresh-database.ts';
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

it('refuses a journal that does not know what that of the backup knew last', async () => {
  const journalPath = join(newFolder(), 'sends.jsonl');
  const journal = await openJournal(journalPath);
  const line = { delivery: '7', requests: ['1-1/first/1'], abouts: ['f1'], channel: 'email' };
  await journal.append({ ...line, messageId: '<7@x>', at: 1, phase: 'sending' });
  await journal.close();
  const options = { ...(await backUp(journalPath)), withoutJournal: false };
  mkdirSync(dirname(options.journalPath), { recursive: true });
  const refusals = [];

  for (const text of ['', '{"journal":"of a new machine"}\n']) {
    writeFileSync(options.journalPath, text);
    refusals.push(await restoreBackup(options).catch((error: Error) => error));
  }
  const restored = await restoreBackup({ ...options, otherJournals: [journalPath] });

  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ words: { en: expect.stringContaining('does not go on from') } });
  }
  expect(restored).toMatchObject({ waiting: 1, journalFromBackup: false });
}, 60_000);

it('refuses a backup in which one byte has changed, wherever it is, in words', async () => {
  const options = await backUp();
  const whole = readFileSync(options.file);
  const refusals = [];

  for (const place of [0.2, 0.5, 0.9, 1].map((part) =>
    Math.min(whole.length - 8, Math.floor(whole.length * part)),
  )) {
    const bytes = Buffer.from(whole);
    bytes[place] = (bytes[place] ?? 0) ^ 0xff;
    writeFileSync(options.file, bytes);
    refusals.push(await restoreBackup(options).catch((error: Error) => error));
  }

  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ code: 'conflict', words: { en: expect.stringContaining(options.file) } });
  }
  expect(existsSync(join(options.journalPath, '../../postgres'))).toBe(false);
}, 60_000);

it('cut off while it takes its place, keeps everybody out until it is run again', async () => {
  const { location, ...options } = await backUp();
  if ('url' in location) throw new Error('a folder was expected');
  writeFileSync(join(location.dataDir, 'palier.restoring'), '');

  const refusal = await openStore(location).catch(refusalOf);
  await restoreBackup({ ...options, location });
  const store = await openStore(location);

  expect(refusal).toMatchObject({
    code: 'conflict',
    words: { en: expect.stringContaining('run palier restore FILE --replace again') },
  });
  expect(existsSync(join(location.dataDir, 'palier.restoring'))).toBe(false);
  expect(await listInvoices(store.db)).toHaveLength(1);
  await store.close();
}, 60_000);

it('a backup takes the place of an earlier one, and of nothing else', async () => {
  const { file } = await backUp();
  const folder = newFolder();
  const journalPath = join(folder, 'sends.jsonl');
  const other = join(folder, 'letters.txt');
  writeFileSync(other, 'dear all');
  const link = join(folder, 'link');
  symlinkSync(file, link);
  const store = await openMemoryStore();

  const again = await writeBackup(file, store.db, journalPath);
  const refusals = [];
  for (const place of [other, folder, link]) {
    refusals.push(await writeBackup(place, store.db, journalPath).catch(refusalOf));
  }

  expect(again.rows).toBe(0);
  expect(refusals.map((refusal) => 'code' in refusal && refusal.code)).toEqual(Array(3).fill('conflict'));
  expect(readFileSync(other, 'utf8')).toBe('dear all');
  await store.close();
}, 60_000);

const server = process.env.TEST_DATABASE_URL;

describe.skipIf(server === undefined)('on PostgreSQL', () => {
  let database: FreshDatabase;

  beforeEach(async () => {
    database = await createDatabase(server ?? '');
  });
  afterEach(() => database.drop());

  it('a restore that is cut off early keeps everybody out until it is run again', async () => {
    const location = { url: database.url };
    const options = { ...(await backUp()), location };
    await database.store.close();
    const head = {
      palier: 'backup',
      format: 1,
      schema: ['unknown'],
      takenAt: 1,
      tables: [],
      ids: {},
    } as const;
    const empty = await openEmptyStore(location);
    await expect(
      empty.fill(
        head,
        rowsOf(options.file, () => {}),
        async () => {},
      ),
    ).rejects.toThrow();
    await empty.close();

    const opened = await openStore(location);
    const [isMarked] = [await isRestoring(opened.db), await opened.close()];
    const restored = await restoreBackup(options);
    const again = await openStore(location);

    expect(isMarked).toBe(true);
    expect(restored.rows).toBeGreaterThan(0);
    expect([await isRestoring(again.db), (await listInvoices(again.db)).length]).toEqual([false, 1]);
    await again.close();
  });

  it('is refused while others have the store open, wherever they are', async () => {
    const options = { ...(await backUp()), location: { url: database.url }, replace: true };
    await importBalance(database.store.db, [invoice('F9', 1)], compta);

    const refusal = await restoreBackup(options).catch(refusalOf);

    expect(refusal).toMatchObject({
      code: 'conflict',
      words: {
        fr: expect.stringContaining('Palier travaille sur cette base : 1 connexion(s)'),
        en: expect.stringContaining('stop it first, wherever it runs'),
      },
    });
    expect((await listInvoices(database.store.db)).map(({ number }) => number)).toEqual(['F9']);
  });
});
