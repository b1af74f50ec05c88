import { readFileSync } from 'node:fs';
import {
  guessMapping,
  type ImportContext,
  type ImportReading,
  mapByHand,
  readRows,
  readTable,
  type Table,
} from '../../../server/import/index.ts';

export const context: ImportContext = {
  entity: 'alpha',
  currency: 'EUR',
  today: '2026-11-30',
  entities: [
    { id: 'alpha', name: 'Alpha' },
    { id: 'beta', name: 'Bêta SA' },
  ],
};

export function fileBytes(name: string): Uint8Array {
  return readFileSync(new URL(`./files/${name}`, import.meta.url));
}

export function tableOf(content: string | Uint8Array): Table {
  const reading = readTable(typeof content === 'string' ? Buffer.from(content) : content);
  if (!reading.ok) throw new Error(reading.problem.message);
  return reading.table;
}

/** The whole way: table, guess, corrections by hand, rows. */
export function readingOf(
  content: string | Uint8Array,
  over: Partial<ImportContext> = {},
  corrections: readonly string[] = [],
): ImportReading {
  const table = tableOf(content);
  const all = { ...context, ...over };
  const guess = guessMapping(table, all.customFields === undefined ? {} : { customFields: all.customFields });
  const mapped = mapByHand(table, guess.mapping, corrections);
  if (!mapped.ok) throw new Error(mapped.problem.message);
  return readRows(table, mapped.mapping, all);
}
