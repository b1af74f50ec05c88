import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadExample } from '../../../server/house/load-example.ts';
import { exampleWorkspace, loadWorkspace } from '../../../server/workspace/index.ts';
import {
  importBalance,
  listInvoices,
  openMemoryStore,
  saveEntities,
  writeSetting,
} from '../../../store/index.ts';
import { silentTelemetry } from '../../../workers/telemetry/index.ts';

const act = { at: Date.parse('2026-03-02T09:00:00Z'), actor: 'test' };

async function open() {
  const { workspace } = await loadWorkspace(await exampleWorkspace());
  if (workspace === undefined) throw new Error('the example has errors');
  const store = await openMemoryStore();
  await saveEntities(store.db, workspace.entities);
  const documents = mkdtempSync(join(tmpdir(), 'palier-documents-'));
  return { store, options: { workspace, documents, act, telemetry: silentTelemetry } };
}

it('loads the example into an empty store, once, with a document for each invoice', async () => {
  const { store, options } = await open();

  const first = await loadExample(store, options);
  const second = await loadExample(store, options);

  expect([first, second]).toEqual([true, false]);
  const invoices = await listInvoices(store.db, { open: false, limit: 10_000 });
  expect(readdirSync(options.documents)).toHaveLength(invoices.length);
  const [name = ''] = readdirSync(options.documents);
  expect(readFileSync(join(options.documents, name), 'latin1')).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\n$/);
  await store.close();
});

it('goes on with an example that was cut off, on the day on which it began', async () => {
  const whole = await open();
  await loadExample(whole.store, whole.options);
  const cut = await open();
  await writeSetting(cut.store.db, 'example', { day: '2026-03-02', complete: false }, act);

  const loaded = await loadExample(cut.store, { ...cut.options, act: { ...act, at: act.at + 86_400_000 } });

  expect(loaded).toBe(true);
  const of = async ({ store }: typeof cut) =>
    (await listInvoices(store.db, { limit: 10_000 })).map(({ number, open }) => `${number} ${open}`);
  expect(await of(cut)).toEqual(await of(whole));
  await whole.store.close();
  await cut.store.close();
});

it('never loads the example beside something else', async () => {
  const { store, options } = await open();
  await importBalance(store.db, [], { ...act, source: 'sage' });

  expect(await loadExample(store, options)).toBe(false);
  await store.close();
});
