import { expect, it } from 'vitest';
import { looksLikeFec, readFecName } from '../../../../server/import/fec/index.ts';
import { Books, type WriteOptions, writeFec } from './books.ts';
import { readWhole } from './read-books.ts';

function smallYear(): Books {
  const books = new Books();
  books.invoice({ customer: 'C1', on: '2026-02-03', amount: 120_000, piece: 'F-1', lettering: 'AA' });
  books.purchase('2026-02-04', 5_000);
  books.payment({ customer: 'C1', on: '2026-03-03', amount: 120_000, piece: 'VIR 1', lettering: 'AA' });
  books.creditNote({ customer: 'C2', on: '2026-03-04', amount: 6_000, piece: 'A-1', label: 'Avoir été' });
  return books;
}

const kinds = async (bytes: Uint8Array) => {
  const { lines } = await readWhole(bytes);
  return lines.map(({ customer, sort, amount, on, piece, lettering, label }) => {
    return { customer, sort, amount, on, piece, lettering, label };
  });
};

it('lines of customers are read with what their entry says they are', async () => {
  const bytes = writeFec(smallYear().lines);

  const { lines, summary } = await readWhole(bytes);

  const rest = { entry: expect.any(String), account: '411000', letteredOn: null, original: null };
  expect(lines).toEqual([
    {
      ...{
        ...rest,
        customer: 'C1',
        customerName: 'Société C1',
        reference: 'VE 1 2026-02-03 411000/C1 F-1 120000',
      },
      ...{
        on: '2026-02-03',
        piece: 'F-1',
        pieceOn: '2026-02-03',
        label: 'VE F-1',
        sort: 'invoice',
        amount: 120_000,
      },
      ...{ lettering: 'AA', letteredOn: '2026-02-03' },
    },
    {
      ...{ ...rest, customer: 'C1', customerName: 'Société C1' },
      ...{ reference: 'BQ 3 2026-03-03 411000/C1 VIR 1 -120000', lettering: 'AA', letteredOn: '2026-03-03' },
      ...{ on: '2026-03-03', piece: 'VIR 1', pieceOn: '2026-03-03', label: 'BQ VIR 1', sort: 'payment' },
      amount: -120_000,
    },
    {
      ...{ ...rest, customer: 'C2', customerName: 'Société C2' },
      ...{ reference: 'VE 4 2026-03-04 411000/C2 A-1 -6000', on: '2026-03-04', piece: 'A-1', lettering: '' },
      ...{ pieceOn: '2026-03-04', label: 'Avoir été', sort: 'credit', amount: -6_000 },
    },
  ]);
  expect({ ...summary, totals: [...summary.totals] }).toEqual({
    ...{ lines: 10, entries: 4, customerLines: 3, foreign: 0, problem: null, beside: [] },
    ...{ from: '2026-02-03', to: '2026-12-31', writtenOn: '2026-03-04', refused: [], refusedCount: 0 },
    refusedElsewhere: 0,
    totals: [
      ['C1', 0],
      ['C2', -6_000],
    ],
    ...{ unbalanced: [], unbalancedCount: 0 },
  });
});

const variants: readonly (readonly [string, WriteOptions])[] = [
  ['divided by |', { separator: '|' }],
  ['with amount and sense', { sense: true }],
  ['in ISO-8859-15', { latin: true }],
  ['in quotes', { quoted: true }],
  ['with a byte order mark', { mark: true }],
  ['with a byte order mark, in quotes', { mark: true, quoted: true }],
  ['with line feeds only', { lineEnd: '\n' }],
  ['with headers in capitals', { upper: true }],
];

it.each(variants)('a file %s is read as any other', async (_, options) => {
  const { lines } = smallYear();

  const read = await kinds(writeFec(lines, options));

  expect(read).toEqual(await kinds(writeFec(lines)));
});

it.each([1, 7, 100])('chunks of %i bytes cut neither a line nor a letter', async (chunk) => {
  const bytes = writeFec(smallYear().lines);

  const { lines, summary } = await readWhole(bytes, { chunk });

  expect({ lines, totals: summary.totals }).toEqual({
    lines: (await readWhole(bytes)).lines,
    totals: (await readWhole(bytes)).summary.totals,
  });
});

it('lines of an entry may stand apart: a file sorted by account is read like one sorted by entry', async () => {
  const books = smallYear();
  const sorted = [...books.lines].sort((a, b) => a.account.localeCompare(b.account));

  const read = await kinds(writeFec(sorted));

  expect(new Set(read.map((one) => JSON.stringify(one)))).toEqual(
    new Set((await kinds(writeFec(books.lines))).map((one) => JSON.stringify(one))),
  );
});

it('what the other side of an entry says decides: rejection, bad debt, bill of exchange, opening', async () => {
  const books = new Books();
  const base = { customer: 'C1', on: '2026-03-01', amount: 12_000, piece: 'P' };
  books.opening('2026-01-01', [base]);
  books.rejection(base);
  books.loss(base);
  books.bill(base);

  const { lines, summary } = await readWhole(writeFec(books.lines));

  expect(lines.map((line) => line.sort)).toEqual(['opening', 'reversal', 'loss', 'payment']);
  expect(summary.beside).toEqual([{ account: '413', lines: 1, balance: 12_000 }]);
});

it('doubtful lines of customers are refused with their number, empty ones are none', async () => {
  const good = Buffer.from(writeFec(smallYear().lines)).toString();
  const tail = 'C3\tX\tF9\t20260301\tL';
  const added = [
    `VE\tVentes\t9\t20260231\t411000\tClients\t${tail}\t1,00\t0,00\t\t\t\t\t`,
    `VE\tVentes\t9\t20260301\t411000\tClients\t${tail}\t1,00\t2,00\t\t\t\t\t`,
    `VE\tVentes\t9\t20260301\t411000\tClients\t${tail}\t1,005\t0,00\t\t\t\t\t`,
    `VE\tVentes\t9\t20260301\t\tClients\t${tail}\t1,00\t0,00\t\t\t\t\t`,
    `VE\tVentes\t9\t20310301\t411000\tClients\t${tail}\t1,00\t0,00\t\t\t\t\t`,
    'VE\tVentes',
    '\t'.repeat(17),
    `VE\tVentes\t9\t20260301\t706000\tVentes\t${tail}\tx\t0,00\t\t\t\t\t`,
  ];

  const { lines, summary } = await readWhole(Buffer.from(good + added.join('\n')));

  expect(lines).toHaveLength(3);
  expect(summary.refused.map(({ line, column }) => [line, column])).toEqual([
    [12, 'EcritureDate'],
    [13, 'Credit'],
    [14, 'Debit'],
    [15, 'CompteNum'],
    [16, 'EcritureDate'],
    [17, ''],
  ]);
  expect(summary.refusedElsewhere).toBe(1);
});

it.each([
  ['', 1],
  ['X', 1],
  ['C', 0],
])('with amount and sense, a line of sense "%s" is refused %i times', async (sense, refused) => {
  const good = Buffer.from(writeFec(smallYear().lines, { sense: true })).toString();
  const bytes = Buffer.from(good.replace('1200,00\tC', `1200,00\t${sense}`));

  const { summary } = await readWhole(bytes);

  expect([summary.refusedCount, summary.refused[0]?.column]).toEqual([refused, refused ? 'Sens' : undefined]);
});

it.each([
  ['one day to come says nothing of when it was written', '2026-12-31', '2026-03-04'],
  ['where all days are to come, it was written today', '2026-01-01', '2026-01-01'],
])('%s', async (_, today, expected) => {
  const lines = smallYear().lines.map((line) => ({
    ...line,
    letteredOn: line.letteredOn === '' ? '' : '2099-12-31',
  }));

  const { summary } = await readWhole(writeFec(lines), { today });

  expect(summary.writtenOn).toBe(expected);
});

it('entries that do not balance are told, and taken', async () => {
  const { lines } = smallYear();

  const { summary } = await readWhole(writeFec(lines.slice(1)));

  expect(summary.unbalanced).toEqual([{ journal: 'VE', number: '1', line: 2, difference: -120_000 }]);
});

it('an amount in another currency is kept beside its euros', async () => {
  const books = smallYear();
  const foreign = books.lines.map((line) => ({ ...line, original: '1300,00', currency: 'USD' }));

  const { lines } = await readWhole(writeFec(foreign));

  expect(lines[0]?.original).toEqual({ amount: '1300.00', currency: 'USD' });
});

it.each([
  ['', /is empty/],
  ['a;b;c\n1;2;3\n', /is no FEC/],
  ['%PDF-1.7', /is no FEC/],
  ['JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tA\tB\tC\tD\n', /lacks Debit, Credit/],
  ['x'.repeat(1_100_000), /does not end|is no FEC/],
])('what is no FEC is refused with words', async (text, message) => {
  const { summary } = await readWhole(Buffer.from(text));

  expect(summary.problem?.message).toMatch(message);
});

it.each([
  ['123456789FEC20261231.txt', { siren: '123456789', closing: '2026-12-31' }],
  ['/home/x/123456789fec20260630.TXT', { siren: '123456789', closing: '2026-06-30' }],
  ['123456789FEC20261331.txt', null],
  ['balance.csv', null],
])('the name %s says whose year it is', (name, expected) => {
  const read = readFecName(name);

  expect(read).toEqual(expected);
});

it('a FEC is told by its header from other files', () => {
  const fec = looksLikeFec(writeFec([], { separator: '|', mark: true, upper: true }));
  const balance = looksLikeFec(Buffer.from('Client;Facture;Solde\nC1;F1;100'));

  expect([fec, balance]).toEqual([true, false]);
});
