/** What these tests need beside the packages; the first of them says loudly what is missing. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { builtProgram, shipBundle } from '../built-program.ts';
import { endAll } from '../crash/palier.ts';

export const databaseUrl = process.env.TEST_DATABASE_URL ?? '';
export const cli = process.env.TEST_TEMPORAL_CLI ?? '';
export const missing = [
  ...(cli === '' ? ['the Temporal CLI (TEST_TEMPORAL_CLI; node scripts/temporal.mjs fetches it)'] : []),
  ...(databaseUrl === '' ? ['PostgreSQL 15 or newer (TEST_DATABASE_URL)'] : []),
  ...(existsSync(builtProgram) ? [] : ['the built program (tsc -b)']),
];
export const isPossible = missing.length === 0;

/** The built program has its bundle while the tests of a file run, and none of its processes outlives them. */
export function useProgram(): void {
  let unship = () => {};
  beforeAll(() => {
    if (isPossible) unship = shipBundle();
  });
  afterAll(() => {
    endAll();
    unship();
  });
}
