import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFile } from '../../../server/operations/import-file/import-file.ts';
import type { Progress } from '../../../server/operations/operation.ts';
import { listInvoices } from '../../../store/index.ts';
import { day, openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;

beforeEach(async () => {
  test = await openTestHouse();
});

afterEach(() => test.house.close());

const monday = ['Client;N° facture;Echéance;Solde', 'C1;F1;03/03/2026;100,00'];
const tuesday = ['Client;N° facture;Echéance;Solde', 'C1;F1;03/03/2026;40,00'];

function file(lines: readonly string[], more: object = {}) {
  return { file: 'export.csv', content: Buffer.from(lines.join('\n')).toString('base64'), ...more };
}

const open = async () =>
  (await listInvoices(test.house.store.db, { open: false })).map((one) => [one.number, one.open]);

describe('files in the wrong order', () => {
  it('the very file of an earlier import brings back no older state', async () => {
    await test.ask('import', file(monday));
    await test.pass(day);
    await test.ask('import', file(tuesday));
    await test.pass(day);

    const again = await test.ask('import', file(monday));

    expect(again).toMatchObject({ outdated: true, readBefore: { import: '1' } });
    expect(await open()).toEqual([['F1', 4_000]]);
  });

  it('said to be new, it is taken', async () => {
    await test.ask('import', file(monday));
    await test.pass(day);
    await test.ask('import', file(tuesday));
    await test.pass(day);

    await test.ask('import', file(monday, { asOf: 'now' }));

    expect(await open()).toEqual([['F1', 10_000]]);
  });

  it('the same file twice counts as fresh and undoes no payment of another source', async () => {
    await test.ask('import', file(monday));
    await test.pass(day);
    const paid = ['Date;Facture;Montant;Référence', '02/03/2026;F1;30,00;V1'];
    await test.ask('import', file(paid, { source: 'bank' }));
    await test.pass(day);

    const again = await test.ask('import', file(monday));

    expect(again).toMatchObject({ outdated: false, leftAlone: [{ number: 'F1', after: '70.00' }] });
    expect(await open()).toEqual([['F1', 7_000]]);
    const checks = await test.ask('doctor', {});
    expect(checks).toMatchObject({
      checks: expect.arrayContaining([expect.objectContaining({ name: 'data', state: 'ok' })]),
    });
  });

  it('an older balance said to be so takes back no newer payment', async () => {
    await test.ask('import', file(monday, { asOf: '2026-02-27' }));
    const paid = ['Date;Facture;Montant;Référence', '02/03/2026;F1;100,00;V1'];
    await test.ask('import', file(paid, { source: 'bank' }));

    await test.ask('import', file([...monday, 'C1;F2;03/03/2026;5,00'], { asOf: '2026-03-01T18:30' }));

    expect(await open()).toEqual([
      ['F1', 0],
      ['F2', 500],
    ]);
  });

  it.each([['yesterday'], ['2026-02-31'], ['2026-02-27T25:00'], ['2999-01-01'], ['2026-03-02T23:00Z'], ['']])(
    '%j is refused as a moment',
    async (asOf) => {
      expect(await test.refused('import', file(monday, { asOf }))).toMatchObject({ code: 'not-acceptable' });
    },
  );
});

describe('an import', () => {
  it('is undone by its id, and may come again', async () => {
    await test.ask('import', file(monday));
    const preview = await test.ask('import-undo', { import: '1', dryRun: true });
    await test.ask('import-undo', { import: '1' });
    const twice = await test.refused('import-undo', { import: '1' });
    await test.ask('import', file(monday));

    expect(preview).toMatchObject({ dryRun: true, closed: [{ number: 'F1', before: '100.00' }] });
    expect(twice.code).toBe('conflict');
    expect(await open()).toEqual([['F1', 10_000]]);
    expect(await test.ask('imports', {})).toMatchObject({
      imports: [{ undoneAt: null }, { import: '1', undoneAt: test.house.clock.now() }],
      sources: ['balance'],
    });
  });

  it.each([
    ['the first', monday, '1', '30,00', 7_000],
    ['a later', tuesday, '2', '40,00', 0],
  ])(
    '%s balance that is undone and comes again undoes no payment since',
    async (_, lines, id, amount, left) => {
      await test.ask('import', file(monday));
      await test.pass(day);
      if (id === '2') await test.ask('import', file(tuesday));
      await test.pass(day);
      const paid = ['Date;Facture;Montant;Référence', `04/03/2026;F1;${amount};V1`];
      await test.ask('import', file(paid, { source: 'bank' }));
      await test.pass(day);
      await test.ask('import-undo', { import: id });
      await test.pass(day);

      const again = await test.ask('import', file(lines));

      expect(again).toMatchObject({ outdated: false, readBefore: null });
      expect(await open()).toEqual([['F1', left]]);
    },
  );

  it('asked for once, takes nothing of a file that was taken', async () => {
    await test.ask('import', file(monday));

    const again = await test.ask('import', file(monday, { once: true }));

    expect(again).toMatchObject({ import: null, readBefore: { import: '1' }, created: [] });
    expect(await test.ask('imports', {})).toMatchObject({ imports: [{ import: '1' }] });
  });

  it('tells how far it has come, and takes nothing once it is cancelled', async () => {
    const many = Array.from(
      { length: 5_000 },
      (_, at) => `C1;F${at};03/03/2026;${at % 100 ? '1,00' : 'abc'}`,
    );
    const input = file(['Client;N° facture;Echéance;Solde', ...many]);
    const heard: Progress[] = [];
    const controller = new AbortController();
    const onProgress = (progress: Progress) => {
      heard.push(progress);
      if (progress.stage === 'taking' && progress.done === 2_000) controller.abort(new Error('enough'));
    };
    const caller = { actor: 'nadia', language: 'en' as const, signal: controller.signal, onProgress };

    const cancelled = importFile.handle(test.house, input, caller);

    await expect(cancelled).rejects.toThrow('enough');
    expect(await open()).toEqual([]);
    expect(heard.map(({ stage, done, refused }) => `${stage} ${done} ${refused}`)).toEqual([
      'reading 2000 20',
      'reading 4000 40',
      'waiting 0 50',
      'taking 0 50',
      'taking 1000 50',
      'taking 2000 50',
    ]);
  });
});
