import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { guessMapping, readRows, readTable } from '../../server/import/index.ts';
import { context, fileBytes } from '../server/import/reading.ts';
import { fuzzing, minutes, mutatedText } from './mutated.ts';

const files = readdirSync(new URL('../server/import/files/', import.meta.url));
const texts = files.map((name) => Buffer.from(fileBytes(name)).toString('latin1'));

/** No line is lost without a word, and no amount or date is taken that is none. */
function expectSense(bytes: Uint8Array): void {
  const reading = readTable(bytes);
  if (!reading.ok) {
    expect(reading.problem.message.length).toBeGreaterThan(10);
    return;
  }
  const { mapping } = guessMapping(reading.table);
  const { rows, refused, skipped, problems } = readRows(reading.table, mapping, context);

  if (problems.length > 0) return;
  expect(rows.rows.length + refused.length + skipped.length).toBeGreaterThanOrEqual(
    Math.min(1, reading.table.rows.length),
  );
  for (const row of rows.rows) {
    const amounts = 'open' in row ? [row.open, row.amount ?? 0] : 'amount' in row ? [row.amount] : [];
    for (const amount of amounts) expect(Number.isSafeInteger(amount)).toBe(true);
  }
}

it(
  'a file that was damaged is refused in words, line by line',
  () => {
    fc.assert(
      fc.property(mutatedText(texts), (text) => expectSense(Buffer.from(text, 'latin1'))),
      fuzzing,
    );
  },
  minutes,
);

it(
  'bytes that never were a file are refused in words',
  () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), expectSense), fuzzing);
  },
  minutes,
);
