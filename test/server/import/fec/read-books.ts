import type { AccountLine } from '../../../../schemas/index.ts';
import { type FecSummary, readFec } from '../../../../server/import/fec/index.ts';

/** Bytes in chunks of a size, as a stream hands them over. */
export async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** Reads a whole FEC: the lines of customers, and what is known at the end. */
export async function readWhole(
  bytes: Uint8Array,
  { file = '123456789FEC20261231.txt', chunk = 65_536, today = '2027-12-31' } = {},
): Promise<{ readonly lines: readonly AccountLine[]; readonly summary: FecSummary }> {
  const reading = readFec(inChunks(bytes, chunk), { file, language: 'en', today });
  const lines: AccountLine[] = [];
  for await (const batch of reading.lines) lines.push(...batch);
  return { lines, summary: reading.summary() };
}
