import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { english, palier } from '../cli/run-palier.ts';
import { Books, writeFec } from '../import/fec/books.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'palier-fec-'));
  mkdirSync(join(cwd, 'exports'));
});

afterEach(() => rmSync(cwd, { recursive: true }));

const run = (...args: readonly string[]) => palier([...args, '--data', 'data'], { cwd, env: english });

function fecOf(year: number, change: (text: string) => string = (text) => text): string {
  const books = new Books();
  books.invoice({ customer: 'C1', on: `${year}-02-01`, amount: 12_000, piece: `F${year}` });
  books.payment({ customer: 'C1', on: `${year}-02-20`, amount: 2_500, piece: `F${year}` });
  return change(Buffer.from(writeFec(books.lines)).toString());
}

it('a dropped FEC is taken as such; import ends with 3 where one has holes, with 1 where it is older', async () => {
  const holed = fecOf(2025, (text) => text.replace('25,00\t\t', 'vingt\t\t'));
  writeFileSync(join(cwd, 'exports', '123456789FEC20251231.txt'), holed);
  writeFileSync(join(cwd, 'exports', 'ledger.txt'), fecOf(2026));

  const watched = await run('watch', 'exports', '--once', '--every', '0.1');
  const imports = await run('imports', '--json');
  const refused = join('exports', 'refused', '123456789FEC20251231.txt');
  const imported = await run('import', refused);
  const older = fecOf(2026, (text) => text.split('\r\n').slice(0, 4).join('\r\n'));
  writeFileSync(join(cwd, 'older.txt'), older);
  const outdated = await run('import', 'older.txt');

  expect([watched.code, imported.code, outdated.code]).toEqual([1, 3, 1]);
  expect(outdated.out).toMatch(/A later export of the same year was taken already/);
  expect(readdirSync(join(cwd, 'exports', 'done'))).toEqual(['ledger.txt', 'ledger.txt.report.txt']);
  const report = readFileSync(join(cwd, `${refused}.report.txt`), 'utf8');
  for (const text of [report, imported.out]) {
    expect(text).toMatch(/5 +Credit +vingt +expected: an amount/);
    expect(text).not.toMatch(/taken as they are/);
    expect(text).toMatch(/nothing was taken: lines of customers cannot be read/);
  }
  expect(JSON.parse(imports.out)).toMatchObject({ imports: [{ kind: 'fec', fileName: 'ledger.txt' }] });
});

it.each([['--complete'], ['--map', 'x=open'], ['--as-of', '2026-01-01'], ['--sheet', 'A']])(
  '%s with a FEC is refused in words',
  async (...option) => {
    writeFileSync(join(cwd, 'ledger.txt'), fecOf(2026));

    const ran = await run('import', 'ledger.txt', ...option);

    expect(ran).toMatchObject({ code: 2, err: expect.stringMatching(/does not go with a FEC/) });
  },
);
