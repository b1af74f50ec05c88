import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitCells } from '../../../../server/import/fec/cells.ts';
import { Books, writeFec } from './books.ts';
import { readWhole } from './read-books.ts';

function someBooks(): Uint8Array {
  const books = new Books();
  books.opening('2026-01-01', [{ customer: 'C1', on: '', piece: 'F0', amount: 500 }]);
  books.invoice({ customer: 'C1', on: '2026-02-03', amount: 120_000, piece: 'F-1', lettering: 'AA' });
  books.payment({ customer: 'C2', on: '2026-03-03', amount: 70_000, piece: 'é"V;1' });
  return writeFec(books.lines);
}

const mutations = fc.array(
  fc.record({ at: fc.nat(2000), cut: fc.nat(40), put: fc.uint8Array({ maxLength: 12 }) }),
  { minLength: 1, maxLength: 6 },
);

it('whatever the bytes, nothing is thrown, and the lines sum up to the totals of the proof', async () => {
  await fc.assert(
    fc.asyncProperty(mutations, fc.integer({ min: 1, max: 300 }), async (changes, chunk) => {
      let bytes = Buffer.from(someBooks());
      for (const { at, cut, put } of changes)
        bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);

      const { lines, summary } = await readWhole(bytes, { chunk });

      const sums = new Map<string, number>();
      for (const { customer, amount } of lines) sums.set(customer, (sums.get(customer) ?? 0) + amount);
      if (summary.problem === null)
        for (const [customer, total] of summary.totals) expect(sums.get(customer) ?? 0).toBe(total);
    }),
    { numRuns: 1000 },
  );
});

it('cells that were quoted are what they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
      const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('|');

      const split = splitCells(line, '|');

      expect(split).toEqual(cells);
    }),
  );
});

it.each([
  ['a|b "c" d|e', ['a', 'b "c" d', 'e']],
  ['"a|b"|c', ['a|b', 'c']],
  ['"open|c', ['"open', 'c']],
  ['', ['']],
  ['a|', ['a', '']],
  ['"a"|', ['a', '']],
  ['3" de plus|b', ['3" de plus', 'b']],
])('the line %s has its cells', (line, cells) => {
  const split = splitCells(line, '|');

  expect(split).toEqual(cells);
});
