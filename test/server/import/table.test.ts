import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessMapping, readRows, readTable } from '../../../server/import/index.ts';
import { context, tableOf } from './reading.ts';

const problemOf = (bytes: Uint8Array) => {
  const reading = readTable(bytes);
  return reading.ok ? null : reading.problem.code;
};

describe('readTable', () => {
  it('counts lines as an editor does, behind quoted line ends and with every line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const lines = ['Titre', '', 'Client;Facture;Solde', '"Dupont', 'Fils";F1;10,00', '', 'Durand;F2;20,00'];

      const table = tableOf(lines.join(end));

      expect(table.headerLine).toBe(3);
      expect(table.titles).toEqual(['Titre']);
      expect(table.rows.map((row) => row.line)).toEqual([4, 7]);
    }
  });

  it('reads a line whose quote never closes by itself, and the lines after it', () => {
    const table = tableOf('Client;Facture;Solde\n"Dupont;F1;10,00\nDurand;F2;20,00\nMartin;"F3;30,00\n');

    expect(table.rows).toEqual([
      { line: 2, cells: ['Dupont', 'F1', '10,00'] },
      { line: 3, cells: ['Durand', 'F2', '20,00'] },
      { line: 4, cells: ['Martin', 'F3', '30,00'] },
    ]);
  });

  it('does not let a stray quote swallow whole lines up to the next one', () => {
    const table = tableOf('Client;Facture;Solde\n"Dupont;F1;10,00\nDurand;F2;20,00\nX;"F3";30,00\n');

    expect(table.rows.map((row) => row.cells[1])).toEqual(['F1', 'F2', 'F3']);
  });

  it('reads every line of a file in which no quote ever closes', () => {
    const table = tableOf(`Client;Facture;Solde\n${'D;"F1;10,00\n'.repeat(1000)}`);

    const cells = new Set(table.rows.map((row) => row.cells.join('|')));

    expect(table.rows).toHaveLength(1000);
    expect([...cells]).toEqual(['D|F1|10,00']);
  });

  it('keeps the other lines where one is absurdly long', () => {
    const long = 'x'.repeat(100_001);

    const table = tableOf(`Client;Facture;Solde\nA;F1;1,00\n${long}\nB;F2;2,00\n`);
    const reading = readRows(table, guessMapping(table).mapping, context);

    expect(table.rows.map((row) => row.line)).toEqual([2, 3, 4]);
    expect(reading.rows.rows).toHaveLength(2);
    expect(reading.refused.map((one) => one.line)).toEqual([3]);
  });

  it('takes every separator, and the one that a spreadsheet declares', () => {
    for (const separator of [';', ',', '\t', '|'] as const) {
      const lines = ['Client,Facture,Solde', 'A,F1,12.50', 'B,F2,13.50'].map((line) =>
        line.replaceAll(',', separator),
      );

      expect(tableOf(lines.join('\n')).separator).toBe(separator);
    }
    expect(tableOf('sep=|\nClient|Facture|Solde\nA|F1|1;2;3;4\n')).toMatchObject({
      separator: '|',
      headerLine: 2,
    });
  });

  it('prefers the semicolon where commas stand before cents', () => {
    const table = tableOf('Client;Solde;Total\nA;1,00;2,00\nB;3,00;4,00\n');

    expect(table.separator).toBe(';');
  });

  it('reads UTF-8, UTF-16 and Windows-1252', () => {
    const text = 'Libellé;Échéance;Solde €\nCœur;31/12/2026;1,00\n';
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    const cp1252 = Buffer.from(text.replace('€', '\x80').replace('œ', '\x9c'), 'latin1');

    const files = [Buffer.from(text), Buffer.from(`\ufeff${text}`), wide, Buffer.from(wide).swap16(), cp1252];
    const tables = files.map(tableOf);

    expect(tables.map((table) => table.encoding)).toEqual([
      'utf-8',
      'utf-8',
      'utf-16le',
      'utf-16be',
      'windows-1252',
    ]);
    for (const table of tables) {
      expect(table.header).toEqual(['Libellé', 'Échéance', 'Solde €']);
      expect(table.rows[0]?.cells[0]).toBe('Cœur');
    }
  });

  it('names columns without a name by place, and equal names apart', () => {
    const table = tableOf('Client;;Solde;Solde\nA;x;1,00;2,00\n');

    expect(table.header).toEqual(['Client', '#2', 'Solde', 'Solde (2)']);
  });

  it('says that a file has no header', () => {
    const table = tableOf('411A;F1;31/12/2026;10,00\n411B;F2;31/12/2026;20,00\n');

    expect(table.headerLine).toBeNull();
    expect(table.header).toEqual(['#1', '#2', '#3', '#4']);
    expect(table.rows.map((row) => row.line)).toEqual([1, 2]);
  });

  it('refuses what is no table, with what it is', () => {
    expect(problemOf(Buffer.from(''))).toBe('file-empty');
    expect(problemOf(Buffer.from(' \n\t\n'))).toBe('file-empty');
    expect(problemOf(Buffer.from('%PDF-1.7\n…'))).toBe('file-binary');
    expect(problemOf(Buffer.from('PK\x03\x04…'))).toBe('file-binary');
    expect(problemOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).toBe('file-binary');
    expect(problemOf(Buffer.from('\ufeff<html><table>'))).toBe('file-binary');
    expect(problemOf(Buffer.from('Client;Solde\nA\0;1'))).toBe('file-binary');
    expect(problemOf(Buffer.alloc(200_000_000, 'x'))).toBe('file-too-large');
    expect(problemOf(Buffer.alloc(5_000_000, ';'))).toBe('file-no-table');
    const workbook = readTable(Buffer.from('PK\x03\x04…'), { language: 'fr' });
    expect(workbook).toMatchObject({ problem: { message: expect.stringContaining('XLSX') } });
  });

  it('never throws, whatever the bytes, and loses no line without a word', () => {
    const pieces = fc.array(
      fc.constantFrom(
        ';',
        ',',
        '\t',
        '"',
        '\n',
        '\r\n',
        '""',
        '|',
        'é',
        'Client',
        'Facture',
        'Solde',
        '1,00',
        '31/02/2026',
        '\0',
        '-',
      ),
      { maxLength: 120 },
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      pieces.map((some) => Buffer.from(some.join(''))),
      pieces.map((some) => Buffer.from(`Client;Facture;Solde\nA;F1;1,00\n${some.join('')}`)),
    );
    fc.assert(
      fc.property(bytes, (content) => {
        const reading = readTable(content);
        if (!reading.ok) return;
        const guess = guessMapping(reading.table);
        const { rows, refused, skipped, problems, notes } = readRows(reading.table, guess.mapping, context);
        if (problems.length > 0) return;
        const added = notes.some((note) => note.includes('added to'));
        const told = new Set([...refused, ...skipped].map((one) => one.line)).size;
        if (rows.kind !== 'customers' && !added)
          expect(rows.rows.length + told).toBe(reading.table.rows.length);
      }),
      { numRuns: 1500 },
    );
  });
});
