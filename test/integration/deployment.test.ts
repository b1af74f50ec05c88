/** The composition without images: the same processes, settings and order, and an invoice driven through. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../deploy/composition.ts';
import { rehearse } from '../deploy/rehearsal/rehearse.ts';

const temporal = process.env.TEST_TEMPORAL_CLI ?? null;
const missing = [
  ...(temporal === null
    ? ['the Temporal CLI (TEST_TEMPORAL_CLI; node scripts/temporal.mjs fetches it)']
    : []),
  ...(process.env.TEST_DATABASE_URL === undefined ? ['PostgreSQL 15 or newer (TEST_DATABASE_URL)'] : []),
  ...(existsSync(join(root, 'dist/server/main.js')) ? [] : ['the built program (tsc -b)']),
];

describe('the composition', () => {
  it('can be rehearsed where everything must be tested', () => {
    for (const tool of missing) console.warn(`NOT TESTED, because it is missing: ${tool}`);

    expect(process.env.CI === undefined ? [] : missing).toEqual([]);
  });

  it.skipIf(missing.length > 0)('starts in its order, reminds, hears of the payment, and stops', async () => {
    const said: string[] = [];

    await rehearse({ tools: { temporal: temporal ?? '' }, say: (text) => void said.push(text) });

    expect(said).toEqual([
      'secrets: done',
      'postgres: healthy',
      'temporal-schema: done',
      'temporal: healthy',
      'temporal-ui: healthy',
      'mail: healthy',
      'palier: healthy',
      'worker-flows: healthy',
      'worker-email: healthy',
      'invoice F-2041 is imported, three weeks late',
      'its reminder has arrived at the mail server, for comptabilite@rivoire.example',
      'it is paid, and its run has ended as paid',
      'worker-email: stopped',
      'worker-flows: stopped',
      'palier: stopped',
      'mail: stopped',
      'temporal: stopped',
      'postgres: stopped',
    ]);
  });
});
