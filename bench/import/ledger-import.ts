import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guessMapping, readRows, readTable } from '../../server/import/index.ts';
import { importBalance, openStore, type Store } from '../../store/index.ts';
import { computed, median, worked } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { emptyLedger, insertBare, readLedger } from './bare-insert.ts';
import { agedBalance, lines } from './file.ts';

const rounds = 5;
const at = Date.UTC(2026, 5, 15, 8);

/** From the bytes of a file to the store; gives the milliseconds of reading alone. */
async function importFile({ db }: Store, bytes: Uint8Array): Promise<number> {
  const from = computed();
  const table = readTable(bytes);
  if (!table.ok) throw new Error('the file cannot be read');
  const { mapping } = guessMapping(table.table);
  const context = { entity: 'e', currency: 'EUR', today: '2026-06-15', entities: [{ id: 'e', name: 'E' }] };
  const { rows, refused } = readRows(table.table, mapping, context);
  if (rows.kind !== 'balance' || rows.rows.length !== lines || refused.length > 0)
    throw new Error('the balance was not read as one');
  const read = computed() - from;
  const report = await importBalance(db, rows.rows, { source: 'bench', at, actor: 'bench' });
  if (report.created !== lines) throw new Error(`${report.created} invoices were created`);
  return read;
}

/** 100,000 lines of an aged balance, against the bare insert of the rows that they become. */
export const ledgerImport: Bench = {
  name: 'import',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'palier-bench-'));
    const store = await openStore({ dataDir: folder });
    const times = { ours: [] as number[], bare: [] as number[], reading: [] as number[] };
    try {
      const bytes = agedBalance();
      await importFile(store, bytes);
      const content = await readLedger(store.db);
      for (let round = 0; round < rounds; round += 1) {
        await emptyLedger(store.db);
        times.bare.push(await worked(() => insertBare(store.db, content)));
        await emptyLedger(store.db);
        times.ours.push(await worked(async () => times.reading.push(await importFile(store, bytes))));
      }
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
    const seconds = (all: readonly number[]) => `${(median(all) / 1000).toFixed(1)} s`;
    return [
      {
        name: 'import, times the bare insert',
        ratio: median(times.ours.map((own, round) => own / (times.bare[round] ?? 1))),
        wanted: { atMost: 3 },
        values: `${seconds(times.ours)} (${seconds(times.reading)} of it reading), bare ${seconds(times.bare)}`,
      },
    ];
  },
};
