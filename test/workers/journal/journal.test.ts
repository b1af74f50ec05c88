import { appendFile, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type JournalLine,
  openJournal,
  readJournal,
  readJournalEnd,
} from '../../../workers/journal/index.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palier-journal-'));
  path = join(folder, 'sends.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const line = (delivery: string): JournalLine => ({
  at: 1,
  delivery,
  requests: ['run-1/relance-1/1'],
  phase: 'sending',
  messageId: `<${delivery}.palier@rivoire.example>`,
});

async function read(): Promise<readonly string[]> {
  const deliveries: string[] = [];
  for await (const { delivery } of readJournal(path)) deliveries.push(delivery);
  return deliveries;
}

test('an appended line is on disk when the append is over', async () => {
  const journal = await openJournal(path);

  await journal.append(line('d-1'));

  expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(line('d-1'))}\n`);
  await journal.close();
});

test('lines appended at once keep their order', async () => {
  const journal = await openJournal(path);
  const ids = Array.from({ length: 1000 }, (_, index) => `d-${index}`);

  await Promise.all(ids.map((id) => journal.append(line(id))));
  await journal.close();

  expect(await read()).toEqual(ids);
});

test('closing waits for the lines under way, and refuses later ones', async () => {
  const journal = await openJournal(path);
  const appended = journal.append(line('d-1'));

  await journal.close();

  await appended;
  await expect(journal.append(line('d-2'))).rejects.toThrow('closed');
  expect(await read()).toEqual(['d-1']);
});

test('a torn last line is passed over, and the next line stands alone', async () => {
  const journal = await openJournal(path);
  await journal.append(line('d-1'));
  await journal.append(line('d-2'));
  await journal.close();
  const { length } = await readFile(path);
  await truncate(path, length - 20);

  const again = await openJournal(path);
  await again.append(line('d-3'));
  await again.close();

  expect(await read()).toEqual(['d-1', 'd-3']);
});

test('a full file is put aside and read first', async () => {
  const journal = await openJournal(path, { maxBytes: 300 });

  for (let index = 0; index < 8; index++) await journal.append(line(`d-${index}`));
  await journal.close();

  expect((await readdir(folder)).length).toBeGreaterThan(2);
  expect(await read()).toEqual(Array.from({ length: 8 }, (_, index) => `d-${index}`));
});

test('lines that are no events are passed over, and no journal is an empty one', async () => {
  expect(await read()).toEqual([]);

  await appendFile(path, '{"delivery":1}\nnull\n[]\n');

  expect(await read()).toEqual([]);
});

test('a journal of one’s own keeps its name, in every file and over its reopening', async () => {
  const journal = await openJournal(path, { own: true, maxBytes: 300 });
  for (let index = 0; index < 8; index++) await journal.append(line(`d-${index}`));
  await journal.close();

  const again = await openJournal(path, { own: true });

  expect(again.id).toBe(journal.id);
  const files = (await readdir(folder)).filter((name) => name.startsWith('sends.jsonl'));
  expect(files.length).toBeGreaterThan(2);
  for (const file of files)
    expect(await readFile(join(folder, file), 'utf8')).toMatch(`{"journal":"${journal.id}"}\n`);
  expect(await read()).toHaveLength(8);
  await again.close();
});

test('a journal that was begun without a name gets one in a new file', async () => {
  const nameless = await openJournal(path);
  await nameless.append(line('d-1'));
  await nameless.close();

  const journal = await openJournal(path, { own: true });
  await journal.append(line('d-2'));

  expect(nameless.id).toBe(null);
  expect(journal.id).toEqual(expect.any(String));
  expect(await read()).toEqual(['d-1', 'd-2']);
  await journal.close();
});

test('a journal that another process has is nobody else’s own', async () => {
  const first = await openJournal(path, { own: true });

  const second = await openJournal(path, { own: true });

  expect([first.id === null, second.id]).toEqual([false, null]);
  await second.close();
  await first.close();
});

test('the end of a journal are the last lines of the newest file that has any', async () => {
  const journal = await openJournal(path, { maxBytes: 1_000 });
  for (let number = 1; number <= 30; number += 1) await journal.append(line(`d-${number}`));
  await journal.close();
  const last = async (bytes: number) => (await readJournalEnd(path, bytes)).map(({ delivery }) => delivery);

  const some = await last(300);
  await rm(path);
  const before = await last(300);

  expect(some.at(-1)).toBe('d-30');
  expect(some.length).toBeLessThan(4);
  expect(before.at(-1)).not.toBe('d-30');
  expect(before.length).toBeGreaterThan(0);
  expect(await readJournalEnd(join(folder, 'none.jsonl'))).toEqual([]);
});
