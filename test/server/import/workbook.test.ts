import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessMapping, readFile, readRows } from '../../../server/import/index.ts';
import { numberCell, sheetOf, workbookOf, zipOf } from './some-workbook.ts';

const head = ['Client', 'Nom', 'N° facture', 'Date facture', 'Echéance', 'Solde'];
const context = {
  ...{ entity: 'france', currency: 'EUR', today: '2026-11-22', language: 'en' as const },
  entities: [{ id: 'france', name: 'Ateliers' }],
};

async function cellsOf(bytes: Buffer, sheet?: string) {
  const read = await readFile(bytes, { language: 'en', ...(sheet === undefined ? {} : { sheet }) });
  return read.ok ? read.table.rows.map(({ line, cells }) => [line, ...cells]) : read.problem.code;
}

async function rowsOf(bytes: Buffer) {
  const read = await readFile(bytes, { language: 'en' });
  if (!read.ok) throw new Error(read.problem.message);
  const { mapping } = guessMapping(read.table, { kind: 'balance' });
  const { rows, refused } = readRows(read.table, mapping, context);
  return {
    rows: rows.kind === 'balance' ? rows.rows.map(({ number, dueOn, open }) => [number, dueOn, open]) : [],
    refused: refused.map(({ line, column, value }) => [line, column, value]),
  };
}

const line = (number: string, due: string, open: string) => ['C1', 'Dupont', number, null, due, open];

describe('a workbook', () => {
  it('is read by the cached values of its formulas, its dates by the style of the cell', async () => {
    const sheet = sheetOf([
      head,
      line('F1', numberCell('46084', 1), '<c><f>1+2</f><v>0.30000000000000004</v></c>'),
      line('F2', numberCell('46084.75', 2), numberCell('1234.5', 4)),
      line('F3', '<c t="d"><v>2026-03-03T00:00:00</v></c>', '<c t="str"><f>A1</f><v>1 234,56 €</v></c>'),
    ]);

    const read = await rowsOf(workbookOf({ Feuil1: sheet }));

    expect(read).toEqual({
      rows: [
        ['F1', '2026-03-03', 30],
        ['F2', '2026-03-03', 123_450],
        ['F3', '2026-03-03', 123_456],
      ],
      refused: [],
    });
  });

  it('refuses line by line what holds no value, under the number that the spreadsheet shows', async () => {
    const sheet = sheetOf([
      ['Balance âgée'],
      [],
      head,
      line('F1', numberCell('46084', 1), '<c><f>SUM(A1)</f><v></v></c>'),
      line('F2', numberCell('46084', 1), '<c t="e"><v>#N/A</v></c>'),
      line('F3', numberCell('60', 1), numberCell('10')),
      line('F4', numberCell('46084', 1), numberCell('1.234')),
      line('F5', numberCell('46084', 1), '<c t="s"><v>99</v></c>'),
      line('F6', numberCell('46084', 1), numberCell('7')),
    ]);

    const read = await rowsOf(workbookOf({ Feuil1: sheet }));

    expect(read).toEqual({
      rows: [['F6', '2026-03-03', 700]],
      refused: [
        [4, 'Solde', ''],
        [5, 'Solde', '#N/A'],
        [6, 'Echéance', '60'],
        [7, 'Solde', '1.2340'],
        [8, 'Solde', '99'],
      ],
    });
  });

  it.each([
    ['1900', false, '59', '1900-02-28'],
    ['1900', false, '61', '1900-03-01'],
    ['1900', false, '1', '1900-01-01'],
    ['1904', true, '0', '1904-01-01'],
    ['1904', true, '44622', '2026-03-03'],
  ])('counts days from %s', async (_name, since1904, serial, date) => {
    const sheet = sheetOf([head, line('F1', numberCell(serial, 1), numberCell('10'))]);

    const [row] = (await cellsOf(workbookOf({ Feuil1: sheet }, { since1904 }))) as string[][];

    expect(row?.[5]).toBe(date);
  });

  it('shared texts are read without looks and ruby, numbers with the zeros that are shown', async () => {
    const strings = `<sst><si><r><t>Du</t></r><r><t>pont</t></r><rPh><t>デ</t></rPh></si><si><t>a_x000D_b</t></si></sst>`;
    const sheet = sheetOf([
      head,
      [
        numberCell('123', 3),
        '<c t="s"><v>0</v></c>',
        '<c t="s"><v>1</v></c>',
        null,
        null,
        '<c t="b"><v>1</v></c>',
      ],
    ]);

    expect(await cellsOf(workbookOf({ Feuil1: sheet }, { strings }))).toEqual([
      [2, '00123', 'Dupont', 'a\rb', '', '', 'true'],
    ]);
  });

  it('the visible sheet that looks like the table is read, or the one that is named', async () => {
    const table = sheetOf([head, line('F1', '03/03/2026', '10')]);
    const old = sheetOf([head, line('OLD', '03/03/2026', '10')]);
    const book = workbookOf(
      { Ancienne: old, 'Lisez-moi': sheetOf([['Export'], ['Société']]), Balance: table },
      { hidden: ['Ancienne'] },
    );

    const read = await readFile(book);

    expect(read.ok && read.table.sheet).toEqual({ name: 'Balance', others: ['Lisez-moi'] });
    expect(await cellsOf(book, 'ANCIENNE')).toEqual([[2, 'C1', 'Dupont', 'OLD', '', '03/03/2026', '10']]);
    expect(await cellsOf(book, 'Mars')).toBe('workbook-no-sheet');
  });

  it('macros are a part that nobody opens', async () => {
    const sheet = sheetOf([head, line('F1', '03/03/2026', '10')]);
    const more = [{ name: 'xl/vbaProject.bin', content: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) }];

    expect(await cellsOf(workbookOf({ Feuil1: sheet }, { more }))).toHaveLength(1);
  });

  it('is read as another program writes it', async () => {
    const read = await rowsOf(readFileSync(new URL('files/balance.xlsx', import.meta.url)));

    expect(read).toEqual({
      rows: [
        ['T-1', '2026-03-03', 125_050],
        ['20260017', '2026-03-04', 41_000],
        ['A-8', '2026-03-04', -5_000],
      ],
      refused: [
        [6, 'Solde', '#N/A'],
        [7, 'Echéance', '31/02/2026'],
      ],
    });
  });
});

describe('what is no workbook to read', () => {
  const sheet = (content: string) => workbookOf({ Feuil1: content });
  const million = 1024 * 1024;

  it.each([
    ['an old one', Buffer.from('\xD0\xCF\x11\xE0 Workbook', 'latin1'), 'workbook-unreadable'],
    [
      'one under a password',
      Buffer.concat([Buffer.from('\xD0\xCF\x11\xE0', 'latin1'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'workbook-locked',
    ],
    [
      'an encrypted part',
      zipOf([{ name: 'xl/workbook.xml', content: 'x', encrypted: true }]),
      'workbook-locked',
    ],
    ['any archive', zipOf([{ name: 'a.txt', content: 'x' }]), 'workbook-unreadable'],
    [
      'an ODS',
      zipOf([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]),
      'workbook-unreadable',
    ],
    ['half a file', sheet(sheetOf([head])).subarray(0, 300), 'workbook-unreadable'],
    ['a sheet that is no XML', sheet('<worksheet><sheetData><row>'), 'workbook-unreadable'],
    [
      'entities that multiply',
      sheet('<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'),
      'workbook-unreadable',
    ],
    ['an empty sheet', sheet(sheetOf([])), 'file-no-table'],
    [
      'a bomb by what it says',
      zipOf([{ name: 'xl/workbook.xml', content: '<workbook/>', claims: 4_000_000_000 }]),
      'workbook-too-large',
    ],
    [
      'a bomb that says nothing of it',
      zipOf([{ name: 'xl/workbook.xml', content: Buffer.alloc(50 * million, 32), claims: 100 }]),
      'workbook-unreadable',
    ],
    [
      'thousands of parts',
      zipOf(Array.from({ length: 2_001 }, (_, at) => ({ name: `p${at}`, content: '' }))),
      'workbook-too-large',
    ],
  ])('%s is refused with words', async (_name, bytes, code) => {
    expect(await cellsOf(bytes)).toBe(code);
  });

  it('a row that is far too wide or too long is refused by itself', async () => {
    const wide = `<row r="2"><c r="XFD2" t="inlineStr"><is><t>x</t></is></c></row>`;
    const long = `<row r="3"><c r="A3" t="inlineStr"><is><t>${'x'.repeat(200_000)}</t></is></c></row>`;
    const content = sheetOf([head]).replace('</sheetData>', `${wide}${long}</sheetData>`);

    const read = await readFile(sheet(content));

    expect(read.ok && read.table.rows).toEqual([
      { line: 2, cells: [], fault: 'long' },
      { line: 3, cells: [], fault: 'long' },
    ]);
  });

  it('bytes of a workbook changed at random never throw', async () => {
    const good = sheet(sheetOf([head, line('F1', numberCell('46084', 1), numberCell('10'))]));
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 20 });

    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changed) bytes[at] = value;
        bytes.set([0x50, 0x4b, 3, 4]);

        const read = await readFile(bytes);

        expect(read.ok || read.problem.message.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
