import { expect, it } from 'vitest';
import { importBalance } from '../../store/index.ts';
import { compta, day, invoice, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

const part = (instalment: number, dueOn: string, open = 100) => invoice('F1', open, { instalment, dueOn });
const three = [part(1, '2026-03-01'), part(2, '2026-03-16'), part(3, '2026-04-01')];
const later = { ...compta, at: start + day, asOf: start + day, complete: true };

describeStores('an invoice in instalments', (store) => {
  const standing = async () => {
    const rows = await store()
      .db.selectFrom('invoice')
      .select(['number', 'instalment', 'due_on', 'open'])
      .orderBy('number')
      .orderBy('instalment')
      .execute();
    return rows.map(({ number, instalment, due_on, open }) => `${number}#${instalment} ${due_on} ${open}`);
  };

  it.each([
    {
      about: 'the first is paid and gone from the file: the others stay what they were',
      rows: [part(1, '2026-03-16'), part(2, '2026-04-01')],
      after: ['F1#1 2026-03-01 0', 'F1#2 2026-03-16 100', 'F1#3 2026-04-01 100'],
    },
    {
      about: 'one alone is left',
      rows: [part(1, '2026-04-01', 40)],
      after: ['F1#1 2026-03-01 0', 'F1#2 2026-03-16 0', 'F1#3 2026-04-01 40'],
    },
    {
      about: 'a due date has moved, and the first is paid: the nearest of those unnamed',
      rows: [part(1, '2026-03-20'), part(2, '2026-04-01')],
      after: ['F1#1 2026-03-01 0', 'F1#2 2026-03-20 100', 'F1#3 2026-04-01 100'],
    },
    {
      about: 'one more comes before the others: it is new',
      rows: [part(1, '2026-02-15'), part(2, '2026-03-01'), part(3, '2026-03-16'), part(4, '2026-04-01')],
      after: ['F1#1 2026-03-01 100', 'F1#2 2026-03-16 100', 'F1#3 2026-04-01 100', 'F1#4 2026-02-15 100'],
    },
    {
      about: 'nothing has changed',
      rows: three,
      after: ['F1#1 2026-03-01 100', 'F1#2 2026-03-16 100', 'F1#3 2026-04-01 100'],
    },
  ])('$about', async ({ rows, after }) => {
    await importBalance(store().db, three, compta);

    await importBalance(store().db, rows, later);

    expect(await standing()).toEqual(after);
  });

  it('is taken up where it stood in one part before', async () => {
    await importBalance(store().db, [part(1, '2026-03-16')], compta);

    await importBalance(store().db, [part(1, '2026-03-01'), part(2, '2026-03-16')], later);

    expect(await standing()).toEqual(['F1#1 2026-03-16 100', 'F1#2 2026-03-01 100']);
  });
});
