/**
 * A year of what customers, imports, machines and clocks do. A year that fails is made as small as it can
 * be; its seed makes it again (`YEARS_SEED=… npx vitest run test/year`). `npm test` lives through the same
 * ones each time, `npm run soak` through many others.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMemoryStore, type Store } from '../../store/index.ts';
import { emptyTables } from '../store/empty-tables.ts';
import { live } from './live.ts';
import { year } from './year.ts';

const numRuns = Number(process.env.YEARS ?? 5);
const seed = Number(process.env.YEARS_SEED ?? 1);

let store: Store;
beforeAll(async () => {
  store = await openMemoryStore();
});
afterAll(() => store.close());

it(
  'keeps every rule through any year',
  async () => {
    await fc.assert(
      fc.asyncProperty(year, async (lived) => {
        await emptyTables(store.db);
        expect(await live(store, lived)).toEqual([]);
      }),
      { numRuns, seed, endOnFailure: process.env.YEARS_SHRINK === '0' },
    );
  },
  numRuns * 60_000,
);
