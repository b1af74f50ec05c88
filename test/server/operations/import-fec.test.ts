import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importFec } from '../../../server/operations/import-fec/import-fec.ts';
import type { Progress } from '../../../server/operations/operation.ts';
import { listInvoices, readSource } from '../../../store/index.ts';
import { Books, writeFec } from '../import/fec/books.ts';
import { openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;

beforeEach(async () => {
  test = await openTestHouse();
});

afterEach(() => test.house.close());

const packed = (bytes: Uint8Array, name = '123456789FEC20261231.txt') => ({
  name,
  content: gzipSync(bytes).toString('base64'),
});

function year(): Books {
  const books = new Books();
  books.invoice({ customer: 'C900', on: '2026-01-10', amount: 120_000, piece: 'F-1' });
  books.invoice({ customer: 'C900', on: '2026-01-12', amount: 60_000, piece: 'F-2', lettering: 'A' });
  books.payment({ customer: 'C900', on: '2026-02-12', amount: 60_000, piece: 'V-1', lettering: 'A' });
  books.payment({ customer: 'C900', on: '2026-02-20', amount: 9_900, piece: 'V-2' });
  return books;
}

it('takes a FEC, proves its balances and remembers the term', async () => {
  const files = [packed(writeFec(year().lines))];

  const output = await test.ask('import-fec', { files, term: '30 jours' });
  const again = await test.ask('import-fec', { files });

  expect(output).toMatchObject({
    ...{ import: '1', source: 'fec', entity: 'france', dryRun: false, outdated: false },
    counts: { created: 2, changed: 0, settled: 0, reopened: 0, unchanged: 0 },
    unmatched: [{ customer: 'C900', piece: 'V-2', amount: '-99.00' }],
    proof: { agrees: true, equal: 1, unequal: 0, file: '1101.00', ledger: '1101.00' },
  });
  expect(again).toMatchObject({ counts: { created: 0, unchanged: 2 }, terms: { byDefault: '30 jours' } });
  expect((await readSource(test.house.store.db, 'fec'))?.mapping).toEqual({ term: '30 jours' });
  const invoices = await listInvoices(test.house.store.db, { limit: 10 });
  expect(invoices.map(({ number, open, dueOn }) => [number, open, dueOn])).toEqual([
    ['F-1', 120_000, '2026-02-09'],
  ]);
});

it('open invoices of the accounts are run, settled ones are not', async () => {
  await test.ask('import-fec', { files: [packed(writeFec(year().lines))] });

  await test.work();

  const runs = await test.house.store.db.selectFrom('run').select('status').execute();
  expect(runs).toHaveLength(1);
});

it('a preview shows the proof and changes nothing', async () => {
  const files = [packed(writeFec(year().lines))];

  const output = await test.ask('import-fec', { files, dryRun: true });

  expect(output).toMatchObject({ import: null, dryRun: true, proof: { agrees: true } });
  expect(await listInvoices(test.house.store.db, { limit: 10 })).toEqual([]);
});

const spoil = (from: string, to: string) =>
  packed(Buffer.from(Buffer.from(writeFec(year().lines)).toString().replace(from, to)));

it.each([
  ['the amount of a payment', '\t0,00\t600,00\tA', '\t0,00\t600,00 EUR\tA', 'Credit', '600,00 EUR'],
  ['an account', 'BQ\tBanque\t3\t20260212\t411000', 'BQ\tBanque\t3\t20260212\t', 'CompteNum', ''],
])('where %s cannot be read, nothing is taken and nothing taken back', async (_, from, to, column, value) => {
  await test.ask('import-fec', { files: [packed(writeFec(year().lines))] });
  const before = await listInvoices(test.house.store.db, { limit: 10 });

  const output = await test.ask('import-fec', { files: [spoil(from, to)], term: '60 jours' });

  expect(output).toMatchObject({ import: null, holed: true, lines: null, proof: null, vanishedCount: 0 });
  expect(output).toMatchObject({ files: [{ refused: [{ column, value }], refusedCount: 1 }] });
  expect(await listInvoices(test.house.store.db, { limit: 10 })).toEqual(before);
  expect((await readSource(test.house.store.db, 'fec'))?.mapping).toEqual({});
});

it('a line of another account that cannot be read is counted, and stops nothing', async () => {
  const bank = spoil('\t99,00\t0,00', '\tx\t0,00');

  const output = await test.ask('import-fec', { files: [bank] });

  expect(output).toMatchObject({ import: '1', holed: false, proof: { agrees: true } });
  expect(output).toMatchObject({ files: [{ refused: [], refusedElsewhere: 1 }] });
  expect(await test.ask('imports', {})).toMatchObject({ imports: [{ counts: { refused: 1 } }] });
});

it('a day of lettering to come makes no corrected export older', async () => {
  const lines = year().lines.map((line) => ({ ...line, letteredOn: line.lettering && '2099-12-31' }));
  await test.ask('import-fec', { files: [packed(writeFec(lines))] });

  const corrected = await test.ask('import-fec', { files: [packed(writeFec(year().lines))] });

  expect(corrected).toMatchObject({ import: '2', outdated: false });
});

it('tells how far it has come, and takes nothing once it is cancelled', async () => {
  const input = { files: [packed(writeFec(year().lines))], dryRun: false };
  const heard: string[] = [];
  const stagesUntil = async (last: string) => {
    const controller = new AbortController();
    const onProgress = ({ stage, done, of }: Progress) => {
      heard.push(`${stage} ${done}/${of}`);
      if (stage === last) controller.abort(new Error(`stop ${last}`));
    };
    const caller = { actor: 'nadia', language: 'en' as const, signal: controller.signal, onProgress };
    await expect(importFec.handle(test.house, input, caller)).rejects.toThrow(`stop ${last}`);
  };

  await stagesUntil('reading');
  await stagesUntil('taking');

  expect(new Set(heard)).toEqual(new Set(['waiting 0/0', 'reading 10/0', 'taking 0/4']));
  expect(await test.ask('imports', {})).toMatchObject({ imports: [], sources: [] });
});

it('the accounts of another company are refused, unless their source or entity is another', async () => {
  await test.ask('import-fec', { files: [packed(writeFec(year().lines))] });
  const files = [packed(writeFec(year().lines), '987654321FEC20261231.txt')];

  const refusal = await test.refused('import-fec', { files });
  const other = await test.ask('import-fec', { files, source: 'other' });

  expect(refusal.words.en).toMatch(/SIREN 987654321, but the source "fec" is that of 123456789/);
  expect(other).toMatchObject({ source: 'other', otherSiren: '987654321' });
});

it.each([
  ['what is no FEC', [packed(Buffer.from('a;b\n1;2\n'))], {}, /is no FEC/],
  ['an empty file', [packed(Buffer.from(''))], {}, /is empty/],
  ['content that is not compressed', [{ name: 'x', content: 'aGVsbG8=' }], {}, /not compressed/],
  ['a term that nobody can read', [packed(writeFec(year().lines))], { term: 'bientôt' }, /cannot be read/],
  [
    'two files of the same days',
    [packed(writeFec(year().lines), 'a.txt'), packed(writeFec(year().lines), 'b.txt')],
    {},
    /cover the same days/,
  ],
  [
    'files of two companies',
    [packed(writeFec(year().lines)), packed(writeFec(year().lines), '987654321FEC20251231.txt')],
    {},
    /several companies/,
  ],
])('%s is refused with words, and nothing is taken', async (_, files, more, message) => {
  const refusal = await test.refused('import-fec', { files, ...more });

  expect(refusal.words.en).toMatch(message);
  expect(await listInvoices(test.house.store.db, { limit: 10 })).toEqual([]);
});
