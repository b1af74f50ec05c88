import { expect, it } from 'vitest';
import { guardEngine } from '../../../server/house/guard-engine.ts';
import { openMemoryStore, saveLogicalTime } from '../../../store/index.ts';
import { giveInvoices, openTestHouse } from '../operations/open-test-house.ts';

const words = (en: RegExp) => ({ code: 'conflict', words: { en: expect.stringMatching(en) } });

it('a store without runs takes any engine', async () => {
  const store = await openMemoryStore();

  await expect(guardEngine(store, 'embedded')).resolves.toBeUndefined();
  await expect(guardEngine(store, 'temporal')).resolves.toBeUndefined();
  await store.close();
});

it('runs under way keep their engine: the other one is refused with their number', async () => {
  const test = await openTestHouse();
  const { house } = test;
  await giveInvoices(test, ['F1', 'F2']);
  await test.work();

  await expect(guardEngine(house.store, 'embedded')).resolves.toBeUndefined();
  await expect(guardEngine(house.store, 'temporal')).rejects.toMatchObject(
    words(/^2 runs under way are driven by the engine embedded; start with --engine embedded until/),
  );
  await house.close();
});

it('a store that lives the time of a trial is refused to Temporal', async () => {
  const store = await openMemoryStore();
  await saveLogicalTime(store.db, Date.parse('2030-01-01T00:00:00Z'));

  await expect(guardEngine(store, 'temporal')).rejects.toMatchObject(
    words(/the time of a trial \(--clock\)/),
  );
  await expect(guardEngine(store, 'embedded')).resolves.toBeUndefined();
  await store.close();
});
