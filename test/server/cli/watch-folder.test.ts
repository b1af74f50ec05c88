import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLook, isTemporary, listDropped, sourceOf } from '../../../server/cli/watch/folder.ts';
import { clearMarks, makeFolders, mark, putAway } from '../../../server/cli/watch/put-away.ts';

let root: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'palier-watch-'));
  await makeFolders(root);
});

/** Drops a file that was last written so many seconds after a fixed moment. */
function drop(name: string, content = 'x', second = 0) {
  writeFileSync(join(root, name), content);
  utimesSync(join(root, name), 1_700_000_000 + second, 1_700_000_000 + second);
}

const names = async () => (await listDropped(root)).map(({ folder, name }) => [folder, name].join('/'));

describe('a watched folder', () => {
  it('lists what was dropped, the oldest first, in its folders too', async () => {
    mkdirSync(join(root, 'sage'));
    drop('b.csv', 'x', 2);
    drop('a.csv', 'x', 3);
    drop('sage/c.csv', 'x', 1);

    expect(await names()).toEqual(['sage/c.csv', '/b.csv', '/a.csv']);
  });

  it.each([
    ...['.hidden.csv', '~$balance.xlsx', 'balance.csv.part', 'balance.tmp', 'x.CRDOWNLOAD', 'a.filepart'],
    ...['balance.csv~', '.balance.csv.taking'],
  ])('leaves %s alone', async (name) => {
    drop(name);

    expect(await names()).toEqual([]);
    expect(isTemporary(name)).toBe(true);
  });

  it('leaves empty files, and what lies in done and refused', async () => {
    drop('empty.csv', '');
    drop('done/a.csv');
    drop('refused/b.csv');

    expect(await names()).toEqual([]);
  });

  it('a file that grows or changes between two looks is not complete', async () => {
    const look = createLook();
    drop('a.csv', '1');
    drop('b.csv', '1');

    const first = look(await listDropped(root));
    drop('a.csv', '12');
    const second = look(await listDropped(root));
    const third = look(await listDropped(root));

    expect(first).toEqual([]);
    expect(second.map(({ name }) => name)).toEqual(['b.csv']);
    expect(third.map(({ name }) => name)).toEqual(['a.csv', 'b.csv']);
  });

  it.each([
    ['sage', 'x.csv', 'sage'],
    [null, 'sage_2026.csv', 'sage'],
    [null, 'SAGE-payments 2026.csv', 'sage-payments'],
    [null, 'sagesse.csv', null],
    [null, 'other.csv', null],
  ])('the source of %s/%s is %s', (folder, name, source) => {
    const file = { path: name, name, folder, size: 1, changedAt: 0 };

    expect(sourceOf(file, ['sage', 'sage-payments'])).toBe(source);
  });

  it('puts a file away with its report, beside one of the same name', async () => {
    for (const content of ['one', 'two']) {
      drop('a.csv', content);
      const [file] = await listDropped(root);
      if (file !== undefined) await putAway(root, file, 'done', `report of ${content}`);
    }

    expect(readdirSync(join(root, 'done')).sort()).toEqual([
      'a (2).csv',
      'a (2).csv.report.txt',
      'a.csv',
      'a.csv.report.txt',
    ]);
    expect(readFileSync(join(root, 'done', 'a (2).csv.report.txt'), 'utf8')).toBe('report of two');
    expect(await names()).toEqual([]);
  });

  it('a mark stays with its file and goes once that is away', async () => {
    drop('a.csv');
    drop('b.csv');
    const files = await listDropped(root);
    for (const file of files) await mark.set(file);
    const [first] = files;
    if (first !== undefined) await putAway(root, first, 'done', '');

    await clearMarks(root);

    expect(files.map(mark.isThere)).toEqual([false, true]);
  });
});
