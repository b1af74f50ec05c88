import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listInvoices, readSource } from '../../../store/index.ts';
import { openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;

beforeEach(async () => {
  test = await openTestHouse();
});

afterEach(() => test.house.close());

const balance = [
  'Client;Nom;N° facture;Date facture;Echéance;Montant TTC;Solde',
  'C900;Menuiserie Testard;T-1;01/02/2026;03/03/2026;1 250,50;1 250,50',
  'C900;Menuiserie Testard;T-2;05/02/2026;35/03/2026;99,00;99,00',
  'C901;Atelier Duval;T-4;05/02/2026;04/03/2026;410,00;410,00',
];

function file(lines: readonly string[], more: object = {}) {
  return { file: 'export.csv', content: Buffer.from(lines.join('\n')).toString('base64'), ...more };
}

const numbers = async () =>
  (await listInvoices(test.house.store.db, { open: false })).map((one) => one.number);

describe('a balance', () => {
  it('takes what can be read, names what cannot, and the same file twice changes nothing', async () => {
    const first = await test.ask('import', file(balance));
    const second = await test.ask('import', file(balance));

    expect(first).toMatchObject({
      report: {
        created: 2,
        refused: [{ line: 3, column: 'Echéance', value: '35/03/2026', accepted: expect.any(String) }],
      },
      created: [
        { number: 'T-1', before: null, after: '1250.50' },
        { number: 'T-4', before: null, after: '410.00' },
      ],
    });
    expect(second).toMatchObject({ report: { created: 0, changed: 0, unchanged: 2 } });
    expect(await numbers()).toEqual(['T-1', 'T-4']);
  });

  it('a dry run changes nothing and remembers nothing', async () => {
    const preview = await test.ask('import', file(balance, { dryRun: true }));

    expect(preview).toMatchObject({ dryRun: true, report: { created: 2 } });
    expect(await numbers()).toEqual([]);
    expect(await readSource(test.house.store.db, 'balance')).toBeNull();
  });

  it('with --complete an invoice that is missing is settled; not while a line is refused', async () => {
    await test.ask('import', file(balance));
    const without = balance.filter((line) => !line.includes('T-4'));

    const refused = await test.ask('import', file(without, { complete: true }));
    const clean = await test.ask(
      'import',
      file(
        without.filter((line) => !line.includes('T-2')),
        { complete: true },
      ),
    );

    expect(refused).toMatchObject({ report: { paid: 0, notes: [expect.stringContaining('--complete')] } });
    expect(clean).toMatchObject({ report: { paid: 1 }, paid: [{ number: 'T-4', after: '0.00' }] });
  });

  it('a column corrected by hand is remembered for its source', async () => {
    const lines = ['Client;Pièce;Reste', 'C1;T-1;100,00'];
    const map = ['Pièce=number', 'Reste=open', 'Client=customer'];

    await test.ask('import', file(lines, { source: 'sage', kind: 'balance', map }));
    const again = await test.ask('import', file([...lines, 'C1;T-2;50,00'], { source: 'sage' }));

    expect(again).toMatchObject({ source: 'sage', report: { created: 1, unchanged: 1 } });
  });
});

describe('payments', () => {
  it('a payment of nobody’s invoice is refused with its line', async () => {
    await test.ask('import', file(balance));
    const lines = [
      'Date;Facture;Montant;Référence',
      '20/02/2026;T-1;250,50;VIR1',
      '20/02/2026;INCONNUE;10,00;VIR2',
    ];

    const taken = await test.ask('import', file(lines));

    expect(taken).toMatchObject({
      report: { created: 1, refused: [{ line: 3, column: 'Facture', value: 'INCONNUE' }] },
      changed: [{ number: 'T-1', before: '1250.50', after: '1000.00' }],
    });
  });
});

describe('what cannot be taken', () => {
  it.each([
    ['an empty file', file([]), 'not-acceptable'],
    ['an unknown entity', file(balance, { entity: 'mars' }), 'not-found'],
    ['a correction that names no column', file(balance, { map: ['Rien=open'] }), 'not-acceptable'],
    ['a kind that is none', file(balance, { kind: 'poems' }), 'not-acceptable'],
  ])('%s is refused in a sentence', async (_name, input, code) => {
    expect(await test.refused('import', input)).toMatchObject({ code });
  });
});
